/**
 * From a node's template to work for miners. Rank 3: sees {@code chain}, {@code pow}, {@code spi}, {@code event}.
 *
 * <pre>
 *   TemplateSource -> TemplateFollower --(when, why)--> JobFactory -> Job -> JobPublisher (JobTable, ring, front ends)
 *                       own thread                        |
 *                                                    CoinbaseBuilder: height, boot, job number, extranonce, tag | split
 *                                                         |
 *                                             CoinbasePlan per client class --pay the rest to--> the pool: JobVariant
 *                                                                                        \-----> an Owner: OwnerVariants
 *
 *   coinbase script   height push | aux | push( boot 8, job 4, extranonce1, extranonce2 ) | tag
 *   Job = header fields + merkle branch + one coinbase per JobVariant + SolutionSink. Never needs a template.
 * </pre>
 */
@NullMarked
package io.otedama.job;

import org.jspecify.annotations.NullMarked;
