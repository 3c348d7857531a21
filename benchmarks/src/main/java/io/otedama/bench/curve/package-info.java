/**
 * The saturation curve of a server: how long answers take, and what they cost, the closer it comes to all that it can do.
 *
 * <pre>
 *   CurveCommand -&gt; CurveRun: connect, saturate, then CurveSteps: so many percent of that, one after the other
 *                      |             (load.LoadRun does the work)
 *                      v
 *                  JSON file &lt;-- --draw
 *                      |
 *                      v
 *                    Curve, a CurvePoint per step --&gt; CurvePicture: a Panel of latencies (LogScale)
 *                                                                  a Panel of busy cores (LinearScale)
 *                                                                  Series, SvgWriter
 * </pre>
 */
@NullMarked
package io.otedama.bench.curve;

import org.jspecify.annotations.NullMarked;
