package breakwater.tools.inspect;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a human looks at stdout. */
final class Terminal {
    private Terminal() {}

    /** Returns whether stdin and stdout are a terminal. From JDK 22 on a console also stands where there is none. */
    static boolean isPresent() {
        final Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (final NoSuchMethodException beforeJdk22) {
            return true;
        } catch (final IllegalAccessException | InvocationTargetException unexpected) {
            return false;
        }
    }
}
