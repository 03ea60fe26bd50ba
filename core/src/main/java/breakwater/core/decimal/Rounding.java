package breakwater.core.decimal;

/** How an inexact quotient becomes a long. */
public enum Rounding {
    /** Toward zero. */
    DOWN,
    /** Away from zero. */
    UP,
    /** Toward negative infinity. */
    FLOOR,
    /** Toward positive infinity. */
    CEILING,
    /** To the nearest, half away from zero. */
    HALF_UP
}
