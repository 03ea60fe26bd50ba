package breakwater.tools.run;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.CommandSource;
import breakwater.core.pipeline.ControlPage;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.agrona.MutableDirectBuffer;

/**
 * A file named {@code KILL} in the run folder kills everything, for whoever has a shell and nothing else (K7): its first
 * word is {@code entries} (so is an empty file), {@code orders} or {@code flatten}; what it does not know counts as
 * {@code orders}. While it lies there, each look raises the kill word again, before the gate opens too: a resume lasts only
 * once the file is gone. Looked for twenty times a second, with the ring full and the queue of commands broken as well.
 * Thread: the poller's.
 */
final class KillFile implements CommandSource {
    static final String NAME = "KILL";
    private static final List<String> LEVELS = List.of("entries", "orders", "flatten");
    private static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);
    private static final long LOOK_NS = 50_000_000;
    private static final int READ_MAX = 64;

    private final File file;
    private final ControlPage page;
    private final CommandSource commands;
    private long lookedNs;

    KillFile(final Path folder, final ControlPage page, final CommandSource commands) {
        file = folder.resolve(NAME).toFile();
        this.page = page;
        this.commands = commands;
        look();
    }

    @Override
    public void watch() {
        if (System.nanoTime() - lookedNs >= LOOK_NS) {
            look();
        }
    }

    @Override
    public boolean poll(final MutableDirectBuffer buffer, final int offset) {
        return commands.poll(buffer, offset);
    }

    private void look() {
        lookedNs = System.nanoTime();
        if (file.exists()) {
            // First of all what every file says, then what this one says.
            page.raise(ALL, Level.REDUCE_ONLY.value());
            page.raise(ALL, level());
        }
    }

    private int level() {
        final String text;
        // A pipe would be waited for, and with it every command.
        if (!file.isFile()) {
            return Level.CANCEL_ONLY.value();
        }
        try (InputStream in = new FileInputStream(file)) {
            text = new String(in.readNBytes(READ_MAX), StandardCharsets.ISO_8859_1).strip();
        } catch (final IOException unreadable) {
            return Level.CANCEL_ONLY.value();
        }
        final int known = LEVELS.indexOf(text.split("\\s", 2)[0].toLowerCase(Locale.ROOT));
        return text.isEmpty() ? Level.REDUCE_ONLY.value() : known < 0 ? Level.CANCEL_ONLY.value() : known + 1;
    }
}
