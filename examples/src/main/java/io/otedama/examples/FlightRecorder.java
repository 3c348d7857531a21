package io.otedama.examples;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.otedama.error.PoolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import jdk.management.jfr.FlightRecorderMXBean;

/** Makes recordings of another JVM of this user. */
final class FlightRecorder {
    private static final String SETTINGS = "profile";
    private static final String BEAN = "jdk.management.jfr:type=FlightRecorder";

    /** Ours, which are off unless somebody asks. */
    private static final List<String> OWN_EVENTS =
            List.of("PipelineStage", "JournalFlush", "JobBroadcast", "BlockSubmission");

    /** They tell environments, command lines and addresses: passwords and people. */
    private static final List<String> TELLTALES = List.of(
            "InitialEnvironmentVariable",
            "InitialSystemProperty",
            "JVMInformation",
            "SystemProcess",
            "SocketRead",
            "SocketWrite");

    private FlightRecorder() {}

    /**
     * Records for so long and writes the recording to a new file, for its owner only. Blocks meanwhile.
     *
     * @throws PoolException when there is no such process, it is somebody else's, or it ends meanwhile
     */
    @SuppressWarnings("BanJNDI") // the address is that of the agent that was just started, on this machine
    static void record(long pid, int seconds, Path file) throws InterruptedException {
        try (JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(agent(pid)))) {
            MBeanServerConnection there = connector.getMBeanServerConnection();
            FlightRecorderMXBean recorder = JMX.newMXBeanProxy(there, new ObjectName(BEAN), FlightRecorderMXBean.class);
            long recording = recorder.newRecording();
            try {
                recorder.setPredefinedConfiguration(recording, SETTINGS);
                recorder.setRecordingSettings(recording, ours(recorder.getRecordingSettings(recording)));
                recorder.startRecording(recording);
                TimeUnit.SECONDS.sleep(seconds);
                recorder.stopRecording(recording);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                recorder.copyTo(recording, file.toString());
            } finally {
                recorder.closeRecording(recording);
            }
        } catch (IOException | JMException e) {
            throw new PoolException("process " + pid + " cannot be recorded: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> ours(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        TELLTALES.forEach(event -> all.put("jdk." + event + "#enabled", "false"));
        OWN_EVENTS.forEach(event -> all.put("io.otedama." + event + "#enabled", "true"));
        return all;
    }

    /** Where the JVM's own management listens: on this machine, for this user. */
    private static String agent(long pid) {
        if (pid == ProcessHandle.current().pid()) {
            throw new PoolException("process " + pid + " is this command itself");
        }
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new PoolException(
                    "there is no way into process " + pid + ": " + e.getMessage()
                            + "; it must be a Java process of this user on this machine",
                    e);
        }
    }
}
