package breakwater.core.pipeline;

import breakwater.core.message.Frame;
import breakwater.core.message.KillDecoder;
import breakwater.core.message.KillEncoder;
import breakwater.core.message.Level;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Brings what operators do into the total order: commands become input events as they are, and a kill word that rose
 * without a command (another tool, an older run) becomes a Kill event, so that the core latches what the wire already
 * obeys. Under pressure it uses the room that market data leaves; a command that finds the ring full waits here (I26). If
 * the queue of commands fails it is not asked again, while the kill words still are.
 */
final class ControlAgent implements Agent {
    private static final int WORDS_A_TURN = 64;
    private static final int COMMANDS_A_TURN = 64;

    private final CommandSource commands;
    private final ControlPage page;
    private final IngressRing ingress;
    private final int sourceId;
    private final EpochNanoClock clock;
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[Frame.SLOT_LENGTH]);
    private final Frame frame = new Frame();
    private final KillEncoder kill = new KillEncoder();
    private final KillDecoder killCommand = new KillDecoder();
    private final long[] seen = new long[ControlPage.SCOPES];
    private long number;
    private int turn;
    private boolean hasCommand;
    private boolean isQueueFailed;

    ControlAgent(
            final CommandSource commands,
            final ControlPage page,
            final IngressRing ingress,
            final int sourceId,
            final EpochNanoClock clock) {
        this.commands = commands;
        this.page = page;
        this.ingress = ingress;
        this.sourceId = sourceId;
        this.clock = clock;
    }

    @Override
    public int doWork() {
        commands.watch();
        int work = publishCommands();
        work += pollWord(0);
        for (int i = 0; i < WORDS_A_TURN; i++) {
            turn = turn + 1 == ControlPage.SCOPES ? 0 : turn + 1;
            work += pollWord(turn);
        }
        return work;
    }

    private int publishCommands() {
        int published = 0;
        while (published < COMMANDS_A_TURN && (hasCommand || pollCommand())) {
            hasCommand = true;
            final long claim = ingress.tryClaim();
            if (claim == IngressRing.FULL) {
                break;
            }
            hasCommand = false;
            stampCommand(claim);
            published++;
        }
        return published;
    }

    private boolean pollCommand() {
        if (isQueueFailed) {
            return false;
        }
        try {
            return commands.poll(command, 0);
        } catch (final RuntimeException | Error failure) {
            isQueueFailed = true;
            throw failure;
        }
    }

    private void stampCommand(final long claim) {
        final UnsafeBuffer slot = ingress.buffer(claim);
        frame.wrapForWrite(slot, 0);
        slot.putBytes(0, command, 0, Frame.SLOT_LENGTH);
        final long nowNs = clock.nanoTime();
        frame.ingressTimeNs(nowNs).eventTimeNs(nowNs).sourceSequence(++number).sourceId(sourceId);
        if (frame.templateId() == KillDecoder.TEMPLATE_ID) {
            killCommand.wrap(slot, frame.blockOffset(), frame.blockLength(), frame.version());
            final int index = ControlPage.index(killCommand.scopeType(), killCommand.scopeId());
            if (index >= 0) {
                seen[index] =
                        killCommand.generation() << 8 | killCommand.level().value();
            }
        }
        ingress.publish(claim);
    }

    private int pollWord(final int index) {
        final long word = page.word(index);
        if (word == seen[index]) {
            return 0;
        }
        if (ControlPage.level(word) == 0) {
            seen[index] = word;
            return 0;
        }
        final long claim = ingress.tryClaim();
        if (claim == IngressRing.FULL) {
            return 0;
        }
        seen[index] = word;
        final UnsafeBuffer slot = ingress.buffer(claim);
        final long nowNs = clock.nanoTime();
        frame.wrapForWrite(slot, 0)
                .begin(KillEncoder.TEMPLATE_ID, KillEncoder.BLOCK_LENGTH, KillEncoder.SCHEMA_VERSION)
                .ingressTimeNs(nowNs)
                .eventTimeNs(nowNs)
                .sourceSequence(++number)
                .sourceId(sourceId);
        kill.wrap(slot, frame.blockOffset())
                .scopeType(ControlPage.typeOf(index))
                .scopeId(ControlPage.idOf(index))
                .level(Level.get((short) ControlPage.level(word)))
                .generation(ControlPage.generation(word))
                .user("control-page")
                .reason("kill word raised in the control page");
        ingress.publish(claim);
        return 1;
    }

    @Override
    public String roleName() {
        return "control";
    }
}
