package breakwater.tools.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import breakwater.core.message.Level;
import breakwater.core.message.ScopeType;
import breakwater.core.pipeline.CommandSource;
import breakwater.core.pipeline.ControlPage;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KillFileTest {
    private static final int ALL = ControlPage.index(ScopeType.GLOBAL, 0);

    @TempDir
    private Path temp;

    private final ControlPage page = new ControlPage(new UnsafeBuffer(new byte[ControlPage.LENGTH]));

    @BeforeEach
    void aPage() {
        page.format(1, 1);
    }

    @Test
    void withoutAFileNothingIsKilled() {
        new KillFile(temp, page, CommandSource.NONE);

        assertEquals(0, ControlPage.level(page.word(ALL)));
    }

    @ParameterizedTest
    @CsvSource({
        "'', REDUCE_ONLY",
        "'entries', REDUCE_ONLY",
        "'orders because of the news', CANCEL_ONLY",
        "'flatten\n', KILLED",
        "'FLATTEN', KILLED",
        "'flaten', CANCEL_ONLY",
        "'\u0000\u0001', CANCEL_ONLY"
    })
    void itsFirstWordSaysHowMuchAndWhatItDoesNotKnowBlocksOrders(final String text, final Level level)
            throws Exception {
        Files.writeString(temp.resolve(KillFile.NAME), text);

        new KillFile(temp, page, CommandSource.NONE);
        Files.delete(temp.resolve(KillFile.NAME));

        assertEquals(level.value(), ControlPage.level(page.word(ALL)));
    }
}
