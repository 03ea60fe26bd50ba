package breakwater.gateway.fix;

/** A message that cannot be translated exactly; its text says which field, which value, and why. */
public final class FixRefusal extends Exception {
    private static final long serialVersionUID = 1;

    public FixRefusal(final String message) {
        super(message, null, false, false);
    }
}
