package breakwater.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.core.EngineFixture;
import breakwater.core.message.Control;
import breakwater.core.message.ScopeType;
import breakwater.core.monitor.Monitor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** {@code core/controls.md} is what the code says. Rewritten with {@code -Dbreakwater.write=true}. */
class ControlCatalogueTest {
    private static final Path FILE = Path.of("controls.md");

    @Test
    void printsTheTableOfControlsThatTheFileShows() throws IOException {
        final String expected = catalogue();
        if (Boolean.getBoolean("breakwater.write")) {
            Files.writeString(FILE, expected, StandardCharsets.UTF_8);
        }
        final String found = Files.exists(FILE) ? Files.readString(FILE, StandardCharsets.UTF_8) : "";

        assertEquals(
                expected,
                found,
                "core/controls.md is not what Control and Figure say; rewrite it with: mvn -pl core test"
                        + " -Dtest=ControlCatalogueTest -Dbreakwater.write=true");
    }

    @Test
    void givesEveryCodeOnceInTheOrderOfTheEnumForTheGatesControls() {
        final Control[] controls = Control.values();
        for (int i = 0; i < controls.length; i++) {
            assertEquals(controls[i], Control.of(controls[i].code()));
            if (controls[i].reach() != Control.Reach.LEVELS) {
                assertEquals(i, controls[i].code(), controls[i] + ": the gate's order is the order of codes");
            }
        }
    }

    private static String catalogue() {
        final StringBuilder text = new StringBuilder("""
                # Controls

                Printed from `Control` and `Figure` by `ControlCatalogueTest`; edit those, not this. The gate asks controls in
                this order, and the first that refuses names the reason. A missing row at the required scope denies (P32); rows
                at the other scopes tighten further, but a strategy's P16 row stands in the place of the global one. Shipped
                values are what a configuration is told to write; nothing fills them in.

                | code | id | control | meaning | applies to |
                | --- | --- | --- | --- | --- |
                """);
        for (final Control control : Control.values()) {
            if (control != Control.NONE) {
                row(
                        text,
                        Integer.toString(control.code()),
                        control.id(),
                        "`" + control + "`",
                        control.meaning(),
                        control.reach().toString());
            }
        }
        text.append("""

                ## Limits

                | control | key | figure | unit | binds | required scope | further scopes | shipped | because |
                | --- | --- | --- | --- | --- | --- | --- | --- | --- |
                """);
        for (final Figure figure : Figure.values()) {
            row(
                    text,
                    figure.control().id(),
                    Integer.toString(figure.key()),
                    "`" + figure + "`",
                    figure.unit(),
                    figure.sense() == Sense.AT_MOST ? "at most" : "at least",
                    word(figure.required()),
                    further(figure),
                    figure.shippedText(),
                    figure.reason());
        }
        return text.toString();
    }

    private static void row(final StringBuilder text, final String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String further(final Figure figure) {
        final List<String> scopes = new ArrayList<>();
        for (final ScopeType scopeType : ScopeType.values()) {
            if (scopeType != figure.required() && figure.allows(scopeType)) {
                scopes.add(word(scopeType));
            }
        }
        return scopes.isEmpty() ? "-" : String.join(", ", scopes);
    }

    private static String word(final ScopeType scopeType) {
        return scopeType.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** A row that is accepted and that nobody enforces would be a limit in name only. */
    @Test
    void everyRowOfALevelIsEnforcedByTheMonitor() {
        final EngineFixture fixture = EngineFixture.configured();
        for (final Figure figure : Figure.values()) {
            for (int type = 0; type < Figure.SCOPES && figure.control().reach() == Control.Reach.LEVELS; type++) {
                final ScopeType scopeType = ScopeType.get((short) type);
                for (final long value : new long[] {0, figure.largest()}) {
                    if (figure.allows(scopeType) && figure.isSane(value, 0)) {
                        assertTrue(
                                fixture.engine.monitor() instanceof Monitor monitor
                                        && monitor.onLimit(figure.control(), figure.key(), scopeType, 0, value, 0),
                                figure + " " + scopeType + " " + value);
                    }
                }
            }
        }
    }
}
