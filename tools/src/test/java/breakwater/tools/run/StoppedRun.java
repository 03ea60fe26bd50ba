package breakwater.tools.run;

import breakwater.core.pipeline.Pace;
import breakwater.gateway.ws.feed.Feeds;
import breakwater.tools.config.ConfigFile;
import java.nio.file.Path;
import java.util.List;

/** A run folder as an engine leaves it that began, traded a little and stopped in good order. */
public final class StoppedRun {
    private StoppedRun() {}

    /** Makes one of the churn example, with something added to its text. */
    public static void of(final Path dir, final String addition) throws Exception {
        try (Session session = Session.open(
                ConfigFile.parse("churn.yaml", EngineChild.churnText() + addition),
                new Session.Options(dir, Pace.MAX, true, "max", 1 << 20),
                List.of(Feeds.open("generate:seed=1,instruments=3,rate=5000,count=100")))) {
            while (!session.isFinished()) {
                session.step();
            }
        }
    }
}
