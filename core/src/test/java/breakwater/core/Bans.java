package breakwater.core;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the core does without, so that the same events give the same bytes on any machine, in any time zone, on any
 * day. Type patterns are matched against whole class names, access patterns against {@code owner.member} and against
 * {@code owner.member(parameter types)}.
 */
final class Bans {
    static final List<Ban> ALL = List.of(
            pure(
                    "the clock of the host",
                    "time arrives as an event: take nowNs as a parameter",
                    "java\\.util\\.(Date|Calendar|GregorianCalendar|TimeZone|Timer)"
                            + "|org\\.agrona\\.concurrent\\..*Clock|java\\.sql\\..*",
                    "java\\.lang\\.System\\.(currentTimeMillis|nanoTime)|java\\.time\\..*\\.now"
                            + "|java\\.time\\.Clock\\..*|java\\.time\\.ZoneId\\.systemDefault",
                    "long now = System.currentTimeMillis();",
                    "long now = System.nanoTime();",
                    "java.util.function.LongSupplier clock = System::nanoTime;",
                    "var now = java.time.Instant.now();",
                    "var now = java.time.LocalDate.now();",
                    "var now = java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC);",
                    "var now = java.time.Clock.systemUTC();",
                    "var zone = java.time.ZoneId.systemDefault();",
                    "Date now = new Date();",
                    "Calendar now = Calendar.getInstance();",
                    "var clock = org.agrona.concurrent.SystemEpochNanoClock.INSTANCE;"),
            pure(
                    "the settings of the process",
                    "configuration arrives as events: read it at the edge, journal it, and let the event define it",
                    "org\\.agrona\\.SystemUtil|java\\.lang\\.(Process|ProcessBuilder|ProcessHandle|Runtime)",
                    "java\\.lang\\.System\\.(getenv|getProperty|getProperties|setProperty|lineSeparator|exit)"
                            + "|java\\.lang\\.(Integer|Long)\\.get(Integer|Long)|java\\.lang\\.Boolean\\.getBoolean",
                    "var path = System.getenv(\"PATH\");",
                    "var home = System.getProperty(\"user.home\");",
                    "var size = Integer.getInteger(\"size\");",
                    "var size = Long.getLong(\"size\");",
                    "var debug = Boolean.getBoolean(\"debug\");",
                    "System.exit(1);",
                    "var cores = Runtime.getRuntime().availableProcessors();"),
            everywhere(
                    "the console",
                    "answer with a value or an output event; the tools print",
                    "",
                    "java\\.lang\\.System\\.(out|err|in|console)|.*\\.printStackTrace",
                    "System.out.println();",
                    "System.err.println();",
                    "new Exception().printStackTrace();"),
            everywhere(
                    "chance",
                    "chance arrives as an event, or is a seeded function of (run, counter): see Frame.mix",
                    "java\\.util\\.(Random|SplittableRandom)|java\\.util\\.random\\..*"
                            + "|java\\.util\\.concurrent\\.ThreadLocalRandom|java\\.security\\.SecureRandom",
                    "java\\.lang\\.Math\\.random|java\\.lang\\.StrictMath\\.random|java\\.util\\.UUID\\.randomUUID"
                            + "|java\\.util\\.Collections\\.shuffle",
                    "var chance = new Random(7);",
                    "var chance = new SplittableRandom(7);",
                    "var chance = java.util.concurrent.ThreadLocalRandom.current();",
                    "var chance = new java.security.SecureRandom();",
                    "var chance = java.util.random.RandomGenerator.getDefault();",
                    "var chance = Math.random();",
                    "var chance = UUID.randomUUID();",
                    "Collections.shuffle(new ArrayList<>());"),
            pure(
                    "threads and rings",
                    "only pipeline knows them: a stage is called by the core thread and keeps its state in plain fields",
                    "java\\.lang\\.(Thread|Thread\\$.*|ThreadLocal|InheritableThreadLocal)|java\\.util\\.concurrent\\..*"
                            + "|com\\.lmax\\.disruptor\\..*|net\\.openhft\\..*|java\\.lang\\.invoke\\.VarHandle"
                            + "|org\\.agrona\\.concurrent\\.(?!UnsafeBuffer$|AtomicBuffer$).*",
                    "java\\.lang\\.Object\\.(wait|notify|notifyAll)",
                    "Thread.onSpinWait();",
                    "var local = new ThreadLocal<String>();",
                    "var count = new java.util.concurrent.atomic.AtomicLong();",
                    "var lock = new java.util.concurrent.locks.ReentrantLock();",
                    "java.util.concurrent.Callable<String> later = null; later.call();",
                    "Object ring = com.lmax.disruptor.RingBuffer.class;",
                    "var idle = new org.agrona.concurrent.BusySpinIdleStrategy();",
                    "var cpu = net.openhft.affinity.Affinity.getCpu();",
                    "this.notifyAll();"),
            everywhere(
                    "locks and queues of java.util.concurrent",
                    "a ring hands over between threads, and one thread writes each word (atomic, ThreadFactory, TimeUnit and"
                            + " LockSupport are fine)",
                    "java\\.util\\.concurrent\\.(?!atomic\\.|ThreadFactory$|TimeUnit$|TimeUnit\\$|locks\\.LockSupport$).*",
                    "",
                    "var lock = new java.util.concurrent.locks.ReentrantLock();",
                    "var queue = new java.util.concurrent.ArrayBlockingQueue<String>(2);",
                    "var pool = java.util.concurrent.Executors.newCachedThreadPool();",
                    "var map = new java.util.concurrent.ConcurrentHashMap<String, String>();"),
            pure(
                    "files and sockets",
                    "bytes arrive in frames and leave in frames: do the reading and writing in journal, a gateway or tools",
                    "java\\.io\\.(?!Serializable$|.*Exception$).*|java\\.nio\\.(file|channels)\\..*"
                            + "|java\\.net\\..*|org\\.agrona\\.(IoUtil|MappedResizeableBuffer)",
                    "",
                    "var file = new java.io.File(\"x\");",
                    "var file = java.nio.file.Path.of(\"x\");",
                    "Object channel = java.nio.channels.FileChannel.class;",
                    "var socket = new java.net.Socket();",
                    "var out = new java.io.ByteArrayOutputStream();"),
            everywhere(
                    "logging",
                    "a refusal is an output event with its reason; counters tell the rest",
                    "java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*|org\\.slf4j\\..*|ch\\.qos\\.logback\\..*",
                    "java\\.lang\\.System\\.getLogger",
                    "var log = java.util.logging.Logger.getGlobal();",
                    "var log = System.getLogger(\"x\");",
                    "var log = org.slf4j.LoggerFactory.getLogger(\"x\");"),
            pure(
                    "hash order",
                    "iterate arrays by dense id; a look-up that nobody iterates may be an Agrona primitive map",
                    "java\\.util\\.(HashMap|HashSet|Hashtable|IdentityHashMap|WeakHashMap)",
                    "java\\.util\\.(Map|Set)\\.(of|ofEntries|copyOf)|java\\.util\\.stream\\.Collectors\\.(to(Unmodifiable)?"
                            + "(Set|Map)|groupingBy)|org\\.agrona\\.collections\\..*(Map|HashSet|Hashtable)"
                            + "\\.(iterator|keySet|values|entrySet|forEach|intForEach|longForEach|forEachInt|forEachLong)",
                    "var map = new HashMap<String, String>();",
                    "var set = new HashSet<String>();",
                    "var map = new IdentityHashMap<String, String>();",
                    "var map = Map.of(\"a\", \"b\");",
                    "var map = Map.ofEntries();",
                    "var set = Set.of(\"a\");",
                    "var set = Set.copyOf(List.of());",
                    "var set = java.util.stream.Stream.of(1).collect(java.util.stream.Collectors.toSet());",
                    "var values = new org.agrona.collections.Long2LongHashMap(-1).values();",
                    "new org.agrona.collections.Long2LongHashMap(-1).longForEach((k, v) -> {});"),
            pure(
                    "arithmetic that may differ between machines",
                    "use StrictMath, whose results are one and the same everywhere; money goes through Decimals",
                    "",
                    "java\\.lang\\.Math\\.(exp|expm1|log|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh"
                            + "|fma|cbrt|hypot)",
                    "double x = Math.exp(1);",
                    "double x = Math.log(2);",
                    "double x = Math.log10(2);",
                    "double x = Math.pow(2, 3);",
                    "double x = Math.sin(1) + Math.cos(1) + Math.tan(1);",
                    "double x = Math.tanh(1);",
                    "double x = Math.fma(1.0, 2.0, 3.0);",
                    "double x = Math.cbrt(8);",
                    "java.util.function.DoubleUnaryOperator f = Math::exp;"),
            everywhere(
                    "parallel streams",
                    "one thread writes a field; a loop over an array is faster here anyway",
                    "",
                    "java\\.util\\..*\\.(parallel|parallelStream|parallelSort|parallelPrefix|parallelSetAll)",
                    "List.of(1).parallelStream();",
                    "java.util.stream.IntStream.range(0, 3).parallel();",
                    "Arrays.parallelSort(new int[3]);"),
            everywhere(
                    "the locale of the host",
                    "pass Locale.ROOT, or write digits by Decimals",
                    "java\\.text\\..*|java\\.util\\.Scanner",
                    "java\\.util\\.Locale\\.getDefault|java\\.lang\\.String\\.formatted"
                            + "|java\\.lang\\.String\\.(format|toLowerCase|toUpperCase)\\((?!java\\.util\\.Locale).*",
                    "var text = String.format(\"%d\", 1);",
                    "var text = \"%d\".formatted(1);",
                    "var text = \"I\".toLowerCase();",
                    "var text = \"i\".toUpperCase();",
                    "java.util.function.UnaryOperator<String> upper = String::toUpperCase;",
                    "var locale = Locale.getDefault();",
                    "var text = new java.text.DecimalFormat(\"0\");"),
            everywhere(
                    "identity hashes",
                    "they differ from run to run: give the thing a dense id",
                    "",
                    "java\\.lang\\.System\\.identityHashCode|java\\.lang\\.Object\\.(hashCode|toString)",
                    "int hash = System.identityHashCode(this);",
                    "int hash = new Object().hashCode();",
                    "var text = new Object().toString();"));

    /** Near misses that no ban may touch, in a pure room. */
    static final List<String> INNOCENT_CORE = List.of(
            "double x = StrictMath.exp(1) + Math.sqrt(2) + Math.abs(-1) + Math.floorMod(7, 3);",
            "var text = \"I\".toLowerCase(Locale.ROOT) + String.format(Locale.ROOT, \"%d\", 1);",
            "var buffer = new org.agrona.concurrent.UnsafeBuffer(new byte[8]);",
            "var id = new org.agrona.collections.Long2LongHashMap(-1).get(7L);",
            "var map = new TreeMap<String, String>(); var list = List.of(1); list.forEach(x -> {});",
            "var time = java.time.Instant.ofEpochSecond(7); var id = new UUID(1, 2);");

    /** Near misses in pipeline, which knows threads, rings, the clock and files. */
    static final List<String> INNOCENT_PIPELINE = List.of(
            "Thread.onSpinWait(); long now = System.nanoTime();",
            "var count = new java.util.concurrent.atomic.AtomicLong(); java.util.concurrent.locks.LockSupport.parkNanos(1);",
            "Object ring = com.lmax.disruptor.RingBuffer.class; java.util.concurrent.ThreadFactory threads = Thread::new;",
            "var file = java.nio.file.Path.of(\"x\"); var unit = java.util.concurrent.TimeUnit.SECONDS;");

    private Bans() {}

    /** A ban in the six stages, the quiet rooms, the simulated venue and Engine. */
    private static Ban pure(
            final String name,
            final String remedy,
            final String types,
            final String accesses,
            final String... examples) {
        return new Ban(name, remedy, Set.of("pipeline"), type(types), access(accesses), List.of(examples));
    }

    /** A ban in those and in pipeline. */
    private static Ban everywhere(
            final String name,
            final String remedy,
            final String types,
            final String accesses,
            final String... examples) {
        return new Ban(name, remedy, Set.of(), type(types), access(accesses), List.of(examples));
    }

    private static Predicate<JavaClass> type(final String regex) {
        final Pattern pattern = Pattern.compile(regex);
        return type -> pattern.matcher(type.getName()).matches();
    }

    private static Predicate<JavaAccess<?>> access(final String regex) {
        final Pattern pattern = Pattern.compile(regex);
        return access -> {
            final String member = access.getTargetOwner().getName() + "." + access.getName();
            return pattern.matcher(member).matches()
                    || access.getTarget() instanceof CodeUnitAccessTarget target
                            && pattern.matcher(member + parametersOf(target)).matches();
        };
    }

    private static String parametersOf(final CodeUnitAccessTarget target) {
        return target.getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .collect(Collectors.joining(",", "(", ")"));
    }
}
