package breakwater.tools.operate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProcessStateTest {
    @Test
    void readsTheStateBehindANameThatHoldsBrackets() {
        assertEquals(ProcessState.ZOMBIE, ProcessState.parse("12 (a) R (b) Z 1 12"));
        assertEquals(ProcessState.STOPPED, ProcessState.parse("12 (java) T 1 12"));
        assertEquals(ProcessState.RUNNING, ProcessState.parse("12 (java) S 1 12"));
        assertEquals(ProcessState.GONE, ProcessState.parse("12 (java) X 1 12"));
        assertEquals(ProcessState.RUNNING, ProcessState.parse(""));
    }

    @Test
    void aZombieIsDeadAlthoughJavaCallsItAlive() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "needs a Linux kernel");
        // sleep replaces the shell and never asks for the end of the child that it inherits.
        final Process parent = new ProcessBuilder("sh", "-c", "sleep 300 & echo $!; exec sleep 300").start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.US_ASCII))) {
            final long pid = Long.parseLong(out.readLine());
            assertTrue(ProcessState.of(pid).isAlive());
            new ProcessBuilder("kill", "-KILL", Long.toString(pid)).start().waitFor();
            final long giveUpNs = System.nanoTime() + 30_000_000_000L;
            while (ProcessState.of(pid) != ProcessState.ZOMBIE && System.nanoTime() < giveUpNs) {
                Thread.onSpinWait();
            }

            assertEquals(ProcessState.ZOMBIE, ProcessState.of(pid));
            assertFalse(ProcessState.of(pid).isAlive());
        } finally {
            parent.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertEquals(ProcessState.GONE, ProcessState.of(parent.pid()));
    }
}
