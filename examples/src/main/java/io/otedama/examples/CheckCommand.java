package io.otedama.examples;

import io.otedama.error.ConfigurationException;
import io.otedama.error.PoolException;
import io.otedama.security.TlsFiles;
import io.otedama.security.TlsMaterial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Says what is wrong with the settings and what the daemons say, and starts nothing. */
@Command(
        name = "check",
        description = "Checks the settings, asks every daemon where it stands, and starts nothing.",
        footer = {
            "",
            "Takes the options of 'run'. Exit code 0 when a pool could start, 2 with every problem otherwise.",
            "Prints one line 'check: node …' for each daemon that answers, then 'check: ok' or 'check: problems=N'."
        })
final class CheckCommand implements Callable<Integer> {
    private final CommandOutput output;

    @Mixin
    private final PoolOptions options = new PoolOptions();

    CheckCommand(CommandOutput output) {
        this.output = output;
    }

    @Override
    public Integer call() {
        Problems problems = new Problems(options::written);
        try {
            PoolSettings settings = options.load(new EnvironmentText(System::getenv));
            checkCertificate(settings, problems);
            List<NodeReport> reports = new ArrayList<>();
            settings.nodes().forEach(node -> reports.add(NodeReport.ask(node)));
            reports.forEach(this::show);
            new ChainCheck(settings, problems).check(reports);
        } catch (ConfigurationException e) {
            output.contract("check: problems=" + e.problems().size());
            throw e;
        }
        if (!problems.isEmpty()) {
            output.contract("check: problems=" + problems.list().size());
            problems.throwIfAny();
        }
        output.contract("check: ok");
        return ExitCode.OK;
    }

    private static void checkCertificate(PoolSettings settings, Problems problems) {
        TlsFiles tls = settings.ports().tls();
        if (tls == null) {
            return;
        }
        try {
            TlsMaterial material = TlsMaterial.read(tls);
            if (!material.isValidAt(Instant.now())) {
                problems.add("tls", "is a certificate that is not valid now: " + material, "Renew it");
            }
        } catch (PoolException e) {
            problems.add("tls", String.valueOf(e.getMessage()), "Give a certificate and its key");
        }
    }

    private void show(NodeReport report) {
        if (report.failure() == null) {
            output.contract("check: node " + report.line());
        }
    }
}
