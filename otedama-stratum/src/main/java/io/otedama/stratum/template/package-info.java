/**
 * Work from a Stratum V2 Template Provider (Bitcoin Core with its template distribution, such as sv2-tp) beside a coin
 * node: {@link io.otedama.stratum.template.TemplateProviderNode}.
 *
 * <pre>
 *   Template Provider                                              the wrapped CoinNode (network, chain, submitters)
 *      |  ^                                                                |                          |
 *      |  | SubmitSolution                                                 | templates                | submitters
 *      v  |                                                                v                          |
 *   ProviderConnection (Noise or plain) ---&gt; TemplateDialog         TemplateRelay ---&gt; listeners      |
 *      ^  one after the other                    |                    ^   either one or the other     |
 *      |                                         v                    |                               |
 *   TemplateProviderClient (backoff)         TemplateIntake ----------+                               |
 *      ^                                      AnnouncedTemplate + RawTransaction... = BlockTemplate    |
 *      |                                         |                                                    |
 *   SolutionSubmitter &lt;--- AnnouncedTable &lt;------+                                                    |
 *      ^                                                                                              |
 *      +------------------------------------ raw block ---------------------------------------------&gt;-+
 * </pre>
 *
 * <p>One event loop does everything but submitting. Nothing of the provider is trusted that can be computed: transaction
 * ids, the merkle path, the witness commitment, the height's encoding.
 */
@NullMarked
package io.otedama.stratum.template;

import org.jspecify.annotations.NullMarked;
