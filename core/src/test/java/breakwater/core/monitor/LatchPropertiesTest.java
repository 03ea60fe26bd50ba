package breakwater.core.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.decimal.Decimals;
import breakwater.core.message.Control;
import breakwater.core.message.Frame;
import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.snapshot.SnapshotBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Random kills, resumes, breakers, losses and days: I12, I15, I23, and what no single example shows. */
class LatchPropertiesTest {
    private static final Control[] CAUSES = {
        Control.UNKNOWN_OUTCOME, Control.FILL_MISMATCH, Control.JOURNAL_HEALTH, Control.RECONCILIATION
    };
    private static final Level[] LEVELS = {Level.REDUCE_ONLY, Level.CANCEL_ONLY, Level.KILLED};
    private static final ScopeType[] TYPES = {
        ScopeType.GLOBAL,
        ScopeType.VENUE,
        ScopeType.ACCOUNT,
        ScopeType.ASSET_CLASS,
        ScopeType.STRATEGY,
        ScopeType.INSTRUMENT
    };
    private static final int SEEDS = Integer.getInteger("breakwater.seeds", 30);

    @Test
    void neverLowersALevelWithoutAResetAndAlwaysSaysSo() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            final Watchtower tower = new Watchtower();
            final int[] before = new int[TYPES.length * 2];
            long random = seed;
            for (int step = 0; step < 1_000; step++) {
                random = Frame.mix(random);
                act(tower, random);
                final List<String> lines = tower.tape.take();
                for (int scope = 0; scope < before.length; scope++) {
                    final ScopeType type = TYPES[scope / 2];
                    final int level = tower.monitor.level(type, scope % 2).value();
                    final String where = "seed " + seed + " step " + step + " " + type + " " + lines;
                    if (level < before[scope]) {
                        assertTrue(
                                lines.stream().anyMatch(line -> line.startsWith("LEVEL_RESET") && names(line, type)),
                                where);
                    }
                    if (level > before[scope]) {
                        assertTrue(
                                lines.stream().anyMatch(line -> line.startsWith("LEVEL_RAISED") && names(line, type)),
                                where);
                    }
                    before[scope] = level;
                }
            }
        }
    }

    @Test
    void continuesFromASnapshotWithTheSameOutputsAndDigests() {
        for (long seed = 1; seed <= (SEEDS + 1) / 2; seed++) {
            final Watchtower straight = new Watchtower();
            final Watchtower restored = new Watchtower();
            long random = seed;
            for (int step = 0; step < 600; step++) {
                random = Frame.mix(random);
                act(straight, random);
                act(restored, random);
                final String where = "seed " + seed + " step " + step;
                assertEquals(straight.tape.take(), restored.tape.take(), where);
                assertEquals(straight.digest(), restored.digest(), where);
                if ((random >>> 8 & 3) == 0) {
                    assertEquals(straight.raised(), restored.raised(), where);
                }
                if ((random >>> 11 & 15) == 0) {
                    final SnapshotBuffer snapshot = new SnapshotBuffer();
                    restored.monitor.writeTo(snapshot);
                    disturb(restored);
                    restored.monitor.readFrom(snapshot.reader());
                    assertEquals(straight.digest(), restored.digest(), where);
                    assertEquals(straight.monitor.nextDeadlineNs(), restored.monitor.nextDeadlineNs(), where);
                }
            }
        }
    }

    private static void disturb(final Watchtower tower) {
        tower.kill(ScopeType.GLOBAL, 0, Level.KILLED, 1_000);
        tower.kill(ScopeType.INSTRUMENT, 9, Level.KILLED, 1_000);
        tower.raised();
        final long keptE8 = tower.positions.equityE8[0];
        tower.equityE8(0, 77);
        tower.positions.equityE8[0] = keptE8;
        tower.tape.take();
    }

    private static boolean names(final String line, final ScopeType type) {
        return line.contains(" " + type + " ");
    }

    private static void act(final Watchtower tower, final long random) {
        final ScopeType type = TYPES[(int) Long.remainderUnsigned(random >>> 3, TYPES.length)];
        final int id = (int) (random >>> 20 & 1);
        switch ((int) (random >>> 60)) {
            case 0:
                tower.kill(type, id, LEVELS[(int) Long.remainderUnsigned(random >>> 9, 3)], random >>> 30 & 15);
                break;
            case 1:
            case 2:
                tower.resumeAsShown(type, id);
                break;
            case 3:
                tower.resume(type, id, random >>> 30 & 15);
                break;
            case 4:
                tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
                tower.monitor.raise(
                        type,
                        id,
                        LEVELS[(int) Long.remainderUnsigned(random >>> 9, 3)],
                        CAUSES[(int) (random >>> 40 & 3)],
                        1,
                        0);
                break;
            case 5:
                tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
                tower.monitor.release(type, id, CAUSES[(int) (random >>> 40 & 3)]);
                break;
            case 6:
                tower.marks(id, (random >>> 41 & 1) == 0);
                break;
            case 7:
                tower.outputs.onCause(1, tower.nowNs, tower.nowNs);
                tower.monitor.onTradeClosed(id, (random >>> 41 & 3) - 2);
                break;
            case 8:
                tower.toMidnight();
                break;
            case 9:
                tower.pass(random >>> 24 & 0xFFFFFFFFFL);
                break;
            case 10:
                tower.equityE8(id, (random >>> 41 & 31) == 0 ? Decimals.OVERFLOW : 9_000 * Decimals.ONE_E8);
                break;
            default:
                tower.equityE8(id, 9_400 * Decimals.ONE_E8 + (random >>> 27 & 0xFFFFFFFFFL));
                break;
        }
    }
}
