package breakwater.core;
import java.util.*;
import breakwater.core.message.*;
import breakwater.core.risk.Figure;
public final class Explore {
    static EngineFixture f;
    static void p(String s, List<String> l) { System.out.println("-- " + s); for (String x : l) System.out.println("\"" + x + "\","); }
    public static void main(String[] a) {
        f = EngineFixture.configured();
        f.pen.limit(Figure.TRADE_RISK, ScopeType.GLOBAL, 0, 1);
        p("limit", f.give());
        f.admit(0, 0, "momentum-breakout", "bar-seconds", 1, "trend-seconds", 5,
                "donchian", 2, "ema-fast", 1, "ema-slow", 2, "atr", 1, "rsi", 1, "volume-ma", 1, "atr-baseline", 1,
                "warm-up-residual", 1, "bollinger", 2, "volume-required", 0, "atr-ratio-min", 0, "rsi-long-max", 100,
                "rsi-short-min", 0);
        f.outputs();
        long p = 100_000;
        for (int i = 0; i < 10; i++) {
            f.after(EngineFixture.SECOND);
            p("q", f.quote(p, p + 10));
            f.pen.trade(0, Side.BUY, p + 5, 1000, i + 1);
            p("t", f.give());
            p += 500;
        }
        long id = f.order(1);
        f.pen.outcome(id, 1, OrderNewDecoder.TEMPLATE_ID, SendResult.SENT); p("sent", f.give());
        f.pen.report(id, ExecType.NEW, OrderState.NEW, Side.BUY, 1).price(104000).quantity(1280).leavesQuantity(1280); p("new", f.give());
        f.pen.report(id, ExecType.TRADE, OrderState.FILLED, Side.BUY, 2).price(104000).quantity(1280).cumQuantity(1280).lastPrice(104000).lastQuantity(1280); p("filled", f.give());
        for (int leg = 2; leg <= 4; leg++) {
            f.pen.report(f.order(leg), ExecType.NEW, OrderState.NEW, Side.SELL, 1 + leg); p("leg new " + leg, f.give());
        }
        f.after(EngineFixture.MS);
        p("quote105500", f.quote(105500, 105510));
        f.pen.report(f.order(3), ExecType.TRADE, OrderState.FILLED, Side.SELL, 20).price(105500).quantity(640).cumQuantity(640).lastPrice(105500).lastQuantity(640); p("t1", f.give());
        f.after(EngineFixture.SECOND); p("quote", f.quote(105500, 105510)); p("time", f.time());

        // kill and resume
        f.pen.kill(ScopeType.STRATEGY, 0, Level.REDUCE_ONLY, 1); p("kill", f.give());
        f.pen.resume(ScopeType.STRATEGY, 0, 1); p("resume", f.give());
        f.pen.report(f.order(99), ExecType.TRADE, OrderState.FILLED, Side.BUY, 40).price(104000).quantity(10).cumQuantity(10).lastPrice(104000).lastQuantity(10); p("suspense", f.give());
        f.pen.kill(ScopeType.INSTRUMENT, 0, Level.REDUCE_ONLY, 7); p("kill over hold", f.give());
        f.pen.resume(ScopeType.INSTRUMENT, 0, 7); p("resume word only", f.give());
        f.pen.runStarted(2, true, Level.ACTIVE); p("recovery", f.give());
        f.pen.begin(999, 16, EventPen.FEED); p("999", f.give());
        f.pen.quote(0, 105500, 10, 105400, 10); p("crossed", f.give());
        f.pen.quote(0, 105500, -10, 105510, 10); p("neg", f.give());
        f.pen.quote(13, 105500, 10, 105510, 10); p("unknown", f.give());
        f.pen.numbers[4] += 2; f.pen.quote(0, 105500, 10, 105510, 10); p("gap", f.give());
        f.pen.feedStatus(Frame.NO_ID, MarketState.OPEN); p("open", f.give());
        f.pen.quote(0, 105500, 10, 105510, 10); p("ok", f.give());
        f.pen.trade(0, Side.BUY, 105505, 1000, 10); p("repeat", f.give());
        f.pen.quote(0, 105500, 10, 105510, 10); f.pen.frame.eventTimeNs(f.pen.nowNs - 31*EngineFixture.SECOND); p("back", f.give());
        f.pen.quote(0, 105500, 10, 105510, 10); f.pen.frame.eventTimeNs(f.pen.nowNs - EngineFixture.MS); p("step back", f.give());
        f.pen.numbers[4]--; f.pen.quote(0, 105500, 10, 105510, 10); f.pen.numbers[4]-=0; p("same seq", f.give());
    }
}
