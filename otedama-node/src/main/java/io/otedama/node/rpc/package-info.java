/**
 * JSON-RPC with one coin daemon. Sees nothing else of this module.
 *
 * <pre>
 *   NodeEndpoint (URL, credentials: UserPassword | CookieFile)
 *        |
 *   JsonRpcClient  --HTTP-->  node          RpcLimits: time-outs and sizes; RetryBudget: one call in ten may be repeated
 *        |   CallGate: CallCircuit (CircuitLimits, CircuitState) holds calls back from a daemon that does not answer
 *        |   RpcMessage: request, answer -> result | RpcException | UnauthorizedException | NodeException
 *   CoinRpc        the calls a pool makes, typed
 *        |   TemplateParser + TemplateChecks: getblocktemplate -> NodeTemplate
 *        |   ChainState, HeaderState
 *   io.otedama.node
 * </pre>
 *
 * <p>Every message says which node and which method; none shows a user's password or cookie.
 */
@NullMarked
package io.otedama.node.rpc;

import org.jspecify.annotations.NullMarked;
