package breakwater.core.risk;

/** What the numbers of a limit count. */
enum Unit {
    /** Mantissa in the instrument's quantity exponent. */
    QUANTITY("quantity mantissa"),
    /** 1e-8 of the account currency. */
    MONEY("money E8"),
    /** Millionths. */
    PPM("ppm"),
    /** Nanoseconds. */
    NS("ns"),
    /** Things. */
    COUNT("count");

    private final String text;

    Unit(final String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }
}
