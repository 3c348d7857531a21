/**
 * Messages of the mining protocol.
 *
 * <pre>
 *   miner                                       pool
 *     | OpenStandard|ExtendedMiningChannel        |  -&gt; .Success | OpenMiningChannel.Error
 *     |------------------------------------------&gt;|
 *     |   NewMiningJob | NewExtendedMiningJob     |
 *     |   SetNewPrevHash, SetTarget,              |
 *     |   SetExtranoncePrefix, SetGroupChannel    |
 *     |&lt;------------------------------------------|
 *     | SubmitSharesStandard|Extended             |  -&gt; SubmitShares.Success (many) | .Error (one)
 *     | UpdateChannel, SetCustomMiningJob         |  -&gt; their answers
 *     |------------------------------------------&gt;|
 *     |   CloseChannel, both ways                 |
 * </pre>
 */
@NullMarked
package io.otedama.stratum.v2.message.mining;

import org.jspecify.annotations.NullMarked;
