package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.message.ApprovalDecoder;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.ResumeDecoder;
import breakwater.core.message.RiskRejectedDecoder;
import breakwater.core.message.ScopeType;
import breakwater.core.message.SetLimitDecoder;
import breakwater.core.pipeline.ControlPage;
import breakwater.journal.JournalTailer;
import breakwater.journal.RunFolder;
import breakwater.tools.ExitCode;
import breakwater.tools.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person tightens a running engine's limits and kills it; loosening and releasing take a second one. */
class TwoPeopleTest {
    private static final String USER = System.getProperty("user.name");
    private static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);

    @TempDir
    private Path temp;

    private Path dir;
    private Path key;

    @Test
    void oneTightensAndTwoLoosenAndRelease() throws Exception {
        dir = temp.resolve("run");
        key = temp.resolve("bob.key");
        final Path config = Files.writeString(
                temp.resolve("engine.yaml"),
                EngineChild.churnText() + "approvers:\n"
                        + Said.by("approve", "new-key", "--user", "bob", "--out", key)
                                .out());
        try (EngineProcess engine = startEngine(config)) {
            assertNotNull(engine.line());
            assertTrue(engine.await(dir, page -> page.get(ControlPage.Word.PHASE) == ControlPage.PHASE_RUNNING));
            tightens(engine);
            loosens();
            releases(engine);
            engine.kill();
        }
        final Said verified = Said.by("replay", "--verify", "--dir", dir);
        assertEquals(ExitCode.OK, verified.exitCode(), verified.out() + verified.err());
    }

    private void tightens(final EngineProcess engine) throws Exception {
        final Said said = apply(file("0.00001"));

        assertEquals(
                ExitCode.OK,
                said.exitCode(),
                said.out() + said.err() + Said.by("status", "--dir", dir).out());
        assertTrue(
                said.out().contains("applied  tighter P2 order-quantity instrument:SIM1-USD value 1000 -> 0.00001"),
                said.out());
        assertTrue(said.out().contains("1 of 1 rows applied by " + USER), said.out());
        final long since = limit().sequence();
        assertEquals("0.00001", limit().value());
        assertTrue(engine.await(dir, page -> refusalsByOrderQuantity(since) > 0), "an order after it is refused by it");
    }

    private void loosens() throws Exception {
        final Path wider = file("2000");
        final long before = limit().sequence();

        final Said alone = apply(wider);
        final Said confirmed = apply(wider, "--confirm-loosen");
        assertEquals(ExitCode.NOT_PERMITTED, alone.exitCode());
        assertEquals(ExitCode.NOT_PERMITTED, confirmed.exitCode());
        assertEquals(before, limit().sequence(), "nothing has changed");

        final Path approval = temp.resolve("wider.approval");
        final Said signed = Said.by("approve", wider, "--key", key, "--author", USER, "--out", approval, "--dir", dir);
        assertEquals(ExitCode.OK, signed.exitCode(), signed.err());
        final Said applied = apply(wider, "--confirm-loosen", "--approval", approval);
        assertEquals(ExitCode.OK, applied.exitCode(), applied.err());
        assertTrue(applied.out().contains("1 of 1 rows applied by " + USER + ", approved by bob"), applied.out());
        assertEquals("2000", limit().value());

        assertEquals(ExitCode.OK, apply(file("1")).exitCode());
        final Said changedSince = apply(wider, "--confirm-loosen", "--approval", approval);
        assertEquals(ExitCode.NOT_PERMITTED, changedSince.exitCode(), changedSince.out());
        assertEquals(ExitCode.OK, apply(file("0.00001")).exitCode());
        final Said replayed = apply(wider, "--confirm-loosen", "--approval", approval);
        assertEquals(ExitCode.NOT_PERMITTED, replayed.exitCode(), replayed.out());
        assertTrue(replayed.err().contains("it has counted already"), replayed.err());
        assertEquals("0.00001", limit().value());

        final List<String> journaled = approvals();
        assertEquals(1, journaled.size());
        assertTrue(journaled.get(0).startsWith("limits 1 " + USER + " bob more volume "), journaled.get(0));
        final String mark =
                journaled.get(0).substring(journaled.get(0).length() - 64).substring(0, 12);
        assertEquals(List.of(USER + " 1 more volume #" + mark), loosenings());
    }

    private void releases(final EngineProcess engine) throws Exception {
        assertEquals(
                ExitCode.OK,
                Said.by("kill", "--all", "--reason", "drill", "--wait", "60s", "--dir", dir)
                        .exitCode());
        assertTrue(engine.await(dir, page -> page.latchedLevel(ALL) != 0));

        final Said alone = resume();
        assertEquals(ExitCode.NOT_PERMITTED, alone.exitCode());
        assertTrue(alone.err().contains("it needs the signature of one of bob"), alone.err());

        final Path approval = temp.resolve("resume.approval");
        int exitCode = ExitCode.NOT_PERMITTED;
        for (int i = 0; i < 50 && exitCode == ExitCode.NOT_PERMITTED; i++) {
            final Said signed = Said.by(
                    "approve", "--resume", "all", "--key", key, "--author", USER, "--out", approval, "--dir", dir);
            assertEquals(ExitCode.OK, signed.exitCode(), signed.err());
            // The engine refuses as long as the fate of an order is unknown; each asking takes a signature of its own.
            final Said released = resume("--approval", approval);
            exitCode = released.exitCode();
            if (exitCode == ExitCode.OK) {
                assertTrue(released.out().contains("approved by bob"), released.out());
            }
        }
        assertEquals(ExitCode.OK, exitCode);

        assertEquals(
                ExitCode.OK,
                Said.by("kill", "--all", "--reason", "drill", "--wait", "60s", "--dir", dir)
                        .exitCode());
        assertTrue(engine.await(dir, page -> page.latchedLevel(ALL) != 0));
        final Said again = resume("--approval", approval);
        assertEquals(ExitCode.NOT_PERMITTED, again.exitCode(), again.out());
        assertTrue(again.err().contains("is not what would be changed now"), again.err());
        assertTrue(
                resumes().stream().allMatch(line -> line.matches(USER + " reviewed #[0-9a-f]{12}")),
                resumes().toString());
    }

    /** A row in force. */
    private record InForce(String value, long sequence) {}

    private InForce limit() {
        final Said said = Said.by("limits", "show", "--dir", dir);
        final String[] cells = said.lines().stream()
                .filter(line -> line.startsWith("order-quantity\tP2\tinstrument:SIM1-USD\t"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said.out() + said.err()))
                .split("\t");
        return new InForce(cells[3], Long.parseLong(cells[6]));
    }

    private Path file(final String quantity) throws IOException {
        return Files.writeString(
                temp.resolve("limits-" + quantity + ".yaml"),
                "limits:\n  - {limit: order-quantity, instrument: SIM1-USD, value: " + quantity + "}\n");
    }

    private Said apply(final Path file, final Object... more) {
        return run(List.of("limits", "apply", file, "--reason", "more volume"), more);
    }

    private Said resume(final Object... more) {
        return run(List.of("resume", "all", "--reason", "reviewed"), more);
    }

    private Said run(final List<Object> command, final Object... more) {
        final List<Object> line = new ArrayList<>(command);
        line.addAll(List.of("--wait", "60s", "--dir", dir));
        line.addAll(List.of(more));
        return Said.by(line.toArray());
    }

    private EngineProcess startEngine(final Path config) throws IOException {
        return EngineProcess.start(
                EngineChild.class,
                dir,
                "free",
                "generate:seed=1,instruments=3,rate=5000,count=0",
                1_000_000,
                "1",
                DeathAt.Place.NEVER,
                0,
                config);
    }

    private int refusalsByOrderQuantity(final long afterInput) {
        final RiskRejectedDecoder refusal = new RiskRejectedDecoder();
        int count = 0;
        try (JournalTailer outputs = JournalTailer.ofRuns(RunFolder.view(dir), true)) {
            while (outputs.next()) {
                final Frame f = outputs.frame();
                if (f.templateId() == RiskRejectedDecoder.TEMPLATE_ID && f.causeSequence() > afterInput) {
                    refusal.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                    count += refusal.control() == Control.ORDER_QUANTITY.code() && refusal.instrumentId() == 0 ? 1 : 0;
                }
            }
        }
        return count;
    }

    private List<String> approvals() {
        final ApprovalDecoder d = new ApprovalDecoder();
        return inputs(ApprovalDecoder.TEMPLATE_ID, f -> {
            d.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
            return d.action() + " " + d.commands() + " " + d.author() + " " + d.approver() + " " + d.reason() + " "
                    + d.contentHash();
        });
    }

    private List<String> loosenings() {
        final SetLimitDecoder d = new SetLimitDecoder();
        return inputs(SetLimitDecoder.TEMPLATE_ID, f -> {
                    d.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
                    return d.user() + " " + d.isLoosening() + " " + d.reason();
                })
                .stream()
                .filter(line -> line.startsWith(USER + " 1 "))
                .toList();
    }

    private List<String> resumes() {
        final ResumeDecoder d = new ResumeDecoder();
        return inputs(ResumeDecoder.TEMPLATE_ID, f -> {
            d.wrap(f.buffer(), f.blockOffset(), f.blockLength(), f.version());
            return d.user() + " " + d.reason();
        });
    }

    private List<String> inputs(final int templateId, final Function<Frame, String> text) {
        final List<String> found = new ArrayList<>();
        try (JournalTailer inputs = JournalTailer.ofRuns(RunFolder.view(dir), false)) {
            while (inputs.next()) {
                if (inputs.frame().templateId() == templateId) {
                    found.add(text.apply(inputs.frame()));
                }
            }
        }
        return found;
    }
}
