package breakwater.core.pipeline;

/** Hears of what went wrong inside an agent, once it has latched. Called on the agent's thread; must not throw. */
public interface ErrorSink {
    void onError(String agent, Throwable failure);
}
