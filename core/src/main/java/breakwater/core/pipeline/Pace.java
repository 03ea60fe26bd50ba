package breakwater.core.pipeline;

/** How fast a recorded market may run: says up to which event time events may be given now. Outside the core's purity. */
public interface Pace {
    /** As fast as the engine takes them. */
    Pace MAX = () -> Long.MAX_VALUE;

    /** Returns the latest ingress time that may be published now, UTC ns. */
    long allowedUntilNs();
}
