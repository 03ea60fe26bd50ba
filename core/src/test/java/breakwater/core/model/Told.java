package breakwater.core.model;

import breakwater.core.message.Effect;
import breakwater.core.message.Frame;
import breakwater.core.message.OrderChangedDecoder;
import breakwater.core.message.OrderNewDecoder;
import breakwater.core.message.OrderReplaceDecoder;
import breakwater.core.message.OrderRole;
import breakwater.core.message.OrderState;
import breakwater.core.message.Side;

/** One order as outputs tell of it and as the venue knows it; copied when the course of events forks. */
final class Told {
    long id;
    long linkId;
    Side side;
    OrderRole role;
    Effect effect;
    OrderState state;
    long price;
    long quantity;
    long filled;
    /** What a replace asks for, until the venue has answered; 0 = none. */
    long newQuantity;

    long newPrice;
    boolean isAcknowledged;
    boolean isCancelSent;

    int busts;
    /** What the newest fill was of, 0 = none, or busted. */
    long lastFill;

    void open(final OrderNewDecoder d) {
        id = d.clientOrderId();
        linkId = d.linkId();
        side = d.side();
        role = d.role();
        effect = d.effect();
        state = OrderState.PENDING_NEW;
        price = d.price();
        quantity = d.quantity();
        filled = 0;
        newQuantity = 0;
        newPrice = 0;
        isAcknowledged = false;
        isCancelSent = false;
        busts = 0;
        lastFill = 0;
    }

    void copy(final Told other) {
        id = other.id;
        linkId = other.linkId;
        side = other.side;
        role = other.role;
        effect = other.effect;
        state = other.state;
        price = other.price;
        quantity = other.quantity;
        filled = other.filled;
        newQuantity = other.newQuantity;
        newPrice = other.newPrice;
        isAcknowledged = other.isAcknowledged;
        isCancelSent = other.isCancelSent;
        busts = other.busts;
        lastFill = other.lastFill;
    }

    boolean isOver() {
        return state.value() >= OrderState.FILLED.value();
    }

    boolean isStop() {
        return role == OrderRole.STOP;
    }

    /** Returns what may still be filled until the venue has said otherwise. */
    long mayFill() {
        return isOver() ? 0 : Math.max(0, Math.max(quantity, newQuantity) - filled);
    }

    /** Returns what is meant to be filled once the venue has followed us. */
    long isMeantToFill() {
        return isOver() || isCancelSent ? 0 : Math.max(0, (newQuantity == 0 ? quantity : newQuantity) - filled);
    }

    void replace(final OrderReplaceDecoder d) {
        newQuantity = d.quantity();
        newPrice = d.price();
    }

    /** The venue has put a replace in force. */
    void replaced() {
        quantity = newQuantity;
        price = newPrice;
        newQuantity = 0;
        newPrice = 0;
    }

    /** Returns what is wrong with a change of state, null = nothing. */
    String change(final OrderChangedDecoder d) {
        final OrderState to = d.state();
        if (d.fromState() != state || (to != state && !Table.leads(state, to))) {
            return "I5: order " + id + " goes from " + state + " by " + d.fromState() + " to " + to;
        }
        state = to;
        final long rest = isOver() ? 0 : d.quantity() - d.cumQuantity();
        if (d.cumQuantity() != filled || d.quantity() != quantity || Math.max(0, rest) != d.leavesQuantity()) {
            return "I4: order " + id + " is told as " + d.cumQuantity() + " filled, " + d.leavesQuantity() + " left of "
                    + d.quantity() + ", and is " + filled + " of " + quantity;
        }
        return null;
    }

    /** Folds what matters to what may come; {@code isPastOpen}: a fill may still be repeated or taken back. */
    long mix(final long seed, final boolean isPastOpen) {
        long hash = Frame.mix(seed ^ id);
        hash = Frame.mix(hash ^ linkId);
        hash = Frame.mix(hash ^ (state.value() | (long) side.value() << 8 | (long) role.value() << 16));
        hash = Frame.mix(hash ^ quantity);
        hash = Frame.mix(hash ^ price);
        hash = Frame.mix(hash ^ newQuantity);
        hash = Frame.mix(hash ^ newPrice);
        hash = Frame.mix(hash ^ filled);
        hash = isPastOpen ? Frame.mix(hash ^ (busts | lastFill << 16)) : hash;
        return Frame.mix(hash ^ ((isAcknowledged ? 1 : 0) | (isCancelSent ? 2 : 0)));
    }
}
