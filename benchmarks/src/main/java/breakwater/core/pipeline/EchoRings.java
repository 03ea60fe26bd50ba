package breakwater.core.pipeline;

import breakwater.core.message.Frame;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The floor of tick to order: the pipeline's two rings with nothing between them. A frame in comes out as a frame of the
 * same bytes.
 */
public final class EchoRings implements Agent {
    /** Hears each frame on the feed's side. */
    public interface Ear {
        void onFrame(UnsafeBuffer buffer);
    }

    private final IngressRing ingress;
    private final EgressRing egress;
    private final RingTailer in;
    private final RingTailer out;
    private final Frame frame = new Frame();

    public EchoRings(final int slots) {
        ingress = new IngressRing(slots, 0);
        egress = new EgressRing(slots);
        in = ingress.newTailer();
        out = egress.newTailer();
    }

    public IngressRing ingress() {
        return ingress;
    }

    /** Echoes what has come; the inner thread's. */
    @Override
    public int doWork() {
        int work = 0;
        while (in.hasNext() && egress.hasRoom(1)) {
            final UnsafeBuffer source = in.buffer();
            final MutableDirectBuffer slot = egress.claim();
            slot.putBytes(egress.offset(), source, 0, frame.wrap(source, 0).length());
            egress.commit();
            egress.publish();
            in.advance();
            work++;
        }
        return work;
    }

    /** Takes what has come back; the feed thread's. */
    public int poll(final Ear ear) {
        int work = 0;
        while (out.hasNext()) {
            ear.onFrame(out.buffer());
            out.advance();
            work++;
        }
        return work;
    }

    @Override
    public String roleName() {
        return "echo";
    }
}
