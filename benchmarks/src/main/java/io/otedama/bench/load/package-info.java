/**
 * The load generator: any number of miners against any Stratum server.
 *
 * <pre>
 *   LoadCommand -> LoadPlan -> LoadRun: connect, premine, measure, storm, close
 *                                |
 *                    one LoadLoop per thread: pace, tallies, histograms
 *                                |
 *                    LoadMiner: slots for what is under way <-> miner.MinerConnection (V1 or V2) <-> socket
 *                    ShareSource: finds its shares
 *   Measurement, FanoutLog, ServerProcess -> LoadReport: a table for people, JSON for comparisons
 * </pre>
 */
@NullMarked
package io.otedama.bench.load;

import org.jspecify.annotations.NullMarked;
