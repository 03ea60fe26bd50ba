package breakwater.gateway.fix.emergency;

import breakwater.gateway.fix.FixFields;
import breakwater.gateway.fix.Tag;
import quickfix.Message;

/**
 * What a working order is for, by the venue's own report of it. PositionEffect (77) decides where it is told. Else a stop, a
 * linked order and one that may not increase are protection; a plain market or limit order may raise exposure. What cannot be
 * told is protection: a stop that is lost cannot be undone by a latch, an entry that is left can. Thread: any.
 */
enum Purpose {
    /** May raise exposure. */
    ENTRY,
    /** Protects from a price on. */
    STOP,
    /** Reduces and is no stop: a target, an exit; or what cannot be told. */
    REDUCES;

    private static final String STOP_TYPES = "34";
    private static final String PLAIN_TYPES = "12";

    static Purpose of(final Message report) {
        final String effect = FixFields.text(report, Tag.POSITION_EFFECT);
        if ("O".equals(effect)) {
            return ENTRY;
        }
        final String type = FixFields.text(report, Tag.ORD_TYPE);
        final boolean isOne = type != null && type.length() == 1;
        if ((isOne && STOP_TYPES.contains(type)) || report.isSetField(Tag.STOP_PX)) {
            return STOP;
        }
        final String instructions = FixFields.text(report, Tag.EXEC_INST);
        final boolean isProtection = "C".equals(effect)
                || (instructions != null && instructions.contains("E"))
                || report.isSetField(Tag.LIST_ID)
                || report.isSetField(Tag.CL_ORD_LINK_ID);
        return !isProtection && isOne && PLAIN_TYPES.contains(type) ? ENTRY : REDUCES;
    }
}
