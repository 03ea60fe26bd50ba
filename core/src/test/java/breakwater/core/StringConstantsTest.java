package breakwater.core;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class StringConstantsTest {
    private final StringConstants constants = new StringConstants();

    @Test
    void holdThoseOfTheClassOfTheClassesItNamesAndOfTheJdk() {
        constants.make(Speaks.class);

        assertTrue(constants.holds("said by nobody 1"));
        assertTrue(constants.holds("said by another \u0001 times 1"), "the text of a concatenation");
        assertTrue(constants.holds("Illegal Capacity: "), "of ArrayList");
    }

    @Test
    void holdNoneOfAClassThatNobodyNamed() {
        constants.make(Object.class);

        assertFalse(constants.holds("said by nobody " + 1));
    }

    private static final class Speaks {
        Object say(final int times) {
            return times > 0 ? Other.say(times) : "said by nobody 1";
        }
    }

    private static final class Other {
        static Object say(final int times) {
            return times > 1 ? new ArrayList<>(times) : "said by another " + times + " times 1";
        }
    }
}
