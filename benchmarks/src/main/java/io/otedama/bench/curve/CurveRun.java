package io.otedama.bench.curve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.otedama.bench.load.LoadPlan;
import io.otedama.bench.load.LoadReport;
import io.otedama.bench.load.LoadRun;
import io.otedama.bench.load.Measurement;
import io.otedama.bench.load.Pace;
import io.otedama.bench.run.BenchResult;
import java.util.function.BiConsumer;

/**
 * Measures a curve: everything on the same connections, one after the other. One thread.
 *
 * <pre>
 *   connect, premine -&gt; [first warm-up, saturate] -&gt; S accepted per second
 *                    -&gt; for each step: [answers still due, warm-up, measure] at so many percent of S
 * </pre>
 *
 * @param firstWarmupSeconds before the saturating run: a cold server's S would be too small
 * @param warmupSeconds before each step
 * @param seconds that the saturating run and each step are measured
 */
record CurveRun(LoadPlan plan, CurveSteps steps, double firstWarmupSeconds, double warmupSeconds, double seconds) {

    /**
     * Measures and reports.
     *
     * @param into gets parameters and numbers
     * @param progress told the name of each phase that is over, and what it measured
     * @throws IllegalStateException when the server does not serve everybody, or accepts nothing
     */
    void run(BenchResult into, BiConsumer<String, Measurement> progress) {
        LoadReport.plan(plan).properties().forEach(one -> into.parameter(one.getKey(), one.getValue()));
        into.parameter("steps", steps.toString());
        into.parameter("firstWarmupSeconds", firstWarmupSeconds);
        into.parameter("warmupSeconds", warmupSeconds);
        into.parameter("seconds", seconds);
        try (LoadRun run = new LoadRun(plan)) {
            into.number("connect", LoadReport.crowd(run.connect()));
            into.number("premineSeconds", LoadReport.round(run.premine()));
            Measurement saturated = measure(run, Pace.MAX, firstWarmupSeconds);
            progress.accept("max", saturated);
            into.number("saturation", LoadReport.phase(saturated));
            if (saturated.accepted() == 0) {
                throw new IllegalStateException("the server accepted none of " + saturated.submitted() + " shares"
                        + (saturated.unexpected().isEmpty() ? "" : ": " + saturated.unexpected()));
            }
            into.number("steps", measureSteps(run, saturated.acceptedPerSecond(), progress));
            into.number("unanswered", run.drain());
        }
    }

    private ArrayNode measureSteps(LoadRun run, double saturatedPerSecond, BiConsumer<String, Measurement> progress) {
        ArrayNode reports = JsonNodeFactory.instance.arrayNode();
        for (int percent : steps.percents()) {
            run.drain();
            Pace pace = new Pace(saturatedPerSecond * percent / 100);
            Measurement measured = measure(run, pace, warmupSeconds);
            progress.accept(percent + " %", measured);
            ObjectNode report = reports.addObject();
            report.put("percentOfSaturation", percent);
            report.put("offeredPerSecond", LoadReport.round(pace.perSecond()));
            report.setAll(LoadReport.phase(measured));
        }
        return reports;
    }

    private Measurement measure(LoadRun run, Pace pace, double warmup) {
        if (warmup > 0) {
            run.measure(pace, warmup);
        }
        return run.measure(pace, seconds);
    }
}
