package breakwater.tools.approve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import breakwater.tools.CommandFailure;
import breakwater.tools.ExitCode;
import breakwater.tools.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which a signed file does not count: exit code 4, and what is wrong with it. */
class ApprovalCheckTest {
    private static final Instant NOW = Instant.parse("2026-03-02T14:05:00Z");
    private static final String TARGET = "00112233445566778899aabbccddeeff/0123456789abcdef";
    private static final List<String> CHANGE = List.of("looser L3 drawdown all value 90% -> 95% warn 72% -> 76%");

    @TempDir
    private Path temp;

    private KeyFile bob;
    private KeyFile eve;
    private Wish wish;

    /** What is signed; each test changes one thing of it. */
    private static final class Wish {
        private String action = Approval.LIMITS;
        private String target = TARGET;
        private String author = "ana";
        private String approver = "bob";
        private Instant notBefore = NOW.minusSeconds(60);
        private Duration good = Duration.ofMinutes(15);
        private String hash = Approval.hash(CHANGE);
        private List<String> content = CHANGE;

        Approval approval() {
            return new Approval(
                    action,
                    target,
                    author,
                    approver,
                    People.random128(),
                    notBefore,
                    notBefore.plus(good),
                    hash,
                    content,
                    new byte[0]);
        }
    }

    @BeforeEach
    void makeKeys() {
        bob = KeyFile.create(temp.resolve("bob.key"), "bob");
        eve = KeyFile.create(temp.resolve("eve.key"), "eve");
        wish = new Wish();
    }

    @Test
    void countsWhereEverythingIsAsItWasSigned() throws IOException {
        final Approval found = check().require(signed(bob), Approval.LIMITS, CHANGE);

        assertEquals("bob", found.approver());
        assertEquals(CHANGE, found.content());
    }

    @Test
    void refusesWhoIsNoApprover() throws IOException {
        wish.approver = "eve";

        refuses("'eve' is no approver of this run; approvers: bob, ana", signed(eve));
    }

    @Test
    void refusesTheSignatureOfAnotherKey() throws IOException {
        refuses("the signature is not that of bob", signed(eve));
    }

    @Test
    void refusesAFileThatWasChangedAfterItsSignature() throws IOException {
        final Path file = signed(bob);
        final String text = Files.readString(file);
        for (final String forgery : List.of(
                text.replace("95%", "96%"),
                text.replace("author ana", "author anb"),
                text.replaceFirst("nonce .*", "nonce " + People.random128()),
                text.replace("expires 2026", "expires 2027"),
                text.replace("not-before 2026", "not-before 2025"),
                text.replace("target 00", "target 01"),
                text.replace("action limits", "action resume"))) {
            final Path forged = Files.writeString(temp.resolve("forged"), forgery);

            refuses("the signature is not that of bob", forged);
        }
    }

    @Test
    void refusesOneWhoApprovesHisOwnChange() throws IOException {
        wish.author = "bob";
        refuses("author and approver are both bob: it takes two people", signed(bob));

        wish.author = "ana";
        final Path file = signed(bob);
        final ApprovalCheck asBob = new ApprovalCheck(people(), TARGET, "Bob", NOW);
        final CommandFailure same =
                assertThrows(CommandFailure.class, () -> asBob.require(file, Approval.LIMITS, CHANGE));
        assertTrue(same.getMessage().contains("author and approver are both bob"), same.getMessage());
    }

    @Test
    void refusesAnotherAuthorThanTheOneItWasGivenTo() throws IOException {
        wish.author = "carl";

        refuses("it was given to carl, and you are ana", signed(bob));
    }

    @Test
    void refusesAnApprovalOfSomethingElse() throws IOException {
        wish.action = Approval.RESUME;

        refuses("it allows 'resume', not 'limits'", signed(bob));
    }

    @Test
    void refusesAnotherRunFolderAndAnotherConfiguration() throws IOException {
        wish.target = TARGET.replace("0011", "0012");
        refuses("it is for another run folder or another configuration", signed(bob));

        wish.target = TARGET.replace("/0123", "/0124");
        refuses("it is for another run folder or another configuration", signed(bob));
    }

    @Test
    void refusesBeforeItsTimeAndFromItsEndOn() throws IOException {
        wish.notBefore = NOW.plusNanos(1);
        refuses("it is not good before", signed(bob));

        wish.notBefore = NOW.minus(wish.good);
        refuses("it expired at 2026-03-02T14:05:00Z", signed(bob));

        wish.notBefore = NOW;
        check().require(signed(bob), Approval.LIMITS, CHANGE);
        wish.notBefore = NOW.minus(wish.good).plusNanos(1);
        check().require(signed(bob), Approval.LIMITS, CHANGE);
    }

    @Test
    void refusesAnApprovalThatIsGoodForTooLong() throws IOException {
        wish.good = Duration.ofHours(24);
        check().require(signed(bob), Approval.LIMITS, CHANGE);

        wish.good = wish.good.plusNanos(1);
        refuses("it would be good for more than 24 h", signed(bob));
    }

    @Test
    void refusesAContentThatIsNotThatOfItsHash() throws IOException {
        wish.hash = Approval.hash(List.of("something else"));

        refuses("its content is not that of its hash", signed(bob));
    }

    @Test
    void refusesAChangeThatIsNotTheOneThatWasSigned() throws IOException {
        final Path file = signed(bob);

        for (final List<String> other : List.of(
                List.of("looser L3 drawdown all value 91% -> 95% warn 72% -> 76%"),
                List.of(CHANGE.get(0), "tighter P16 score all value 4 -> 5 warn - -> -"),
                List.<String>of())) {
            final CommandFailure refused =
                    assertThrows(CommandFailure.class, () -> check().require(file, Approval.LIMITS, other));
            assertEquals(ExitCode.NOT_PERMITTED, refused.exitCode());
            assertTrue(refused.getMessage().contains("is not what would be changed now"), refused.getMessage());
        }
    }

    @Test
    void refusesWhatIsNoSignedFile() throws IOException {
        final String text = Files.readString(signed(bob));
        final List<String> broken = List.of(
                "",
                "\n\n",
                text.substring(0, text.length() - 1),
                text + "x",
                text.replace("breakwater-approval 1", "breakwater-approval 2"),
                text.replaceFirst("nonce .", "nonce X"),
                text.replaceFirst("expires .*", "expires never"),
                text.replaceFirst("author ana\n", ""),
                text.replaceFirst("signature .*", "signature ????"));
        for (final String each : broken) {
            final Path file = Files.writeString(temp.resolve("broken"), each);
            final CommandFailure refused =
                    assertThrows(CommandFailure.class, () -> check().require(file, Approval.LIMITS, CHANGE), each);
            assertEquals(ExitCode.NOT_PERMITTED, refused.exitCode(), each);
            assertTrue(refused.getMessage().contains("nothing was loosened"), refused.getMessage());
        }
        refuses("it cannot be read", temp.resolve("absent"));
    }

    @Test
    void countsOnceAndRemembersItOnTheDisk() throws IOException {
        final Approval first = check().require(signed(bob), Approval.LIMITS, CHANGE);
        final Approval second = check().require(signed(bob), Approval.LIMITS, CHANGE);

        SpentApprovals.requireUnspent(temp, first);
        SpentApprovals.spend(temp, first, NOW);
        SpentApprovals.spend(temp, second, NOW);

        for (final Approval spent : List.of(first, second)) {
            final CommandFailure again =
                    assertThrows(CommandFailure.class, () -> SpentApprovals.spend(temp, spent, NOW));
            assertEquals(ExitCode.NOT_PERMITTED, again.exitCode());
            assertTrue(again.getMessage().contains("it has counted already"), again.getMessage());
            assertThrows(CommandFailure.class, () -> SpentApprovals.requireUnspent(temp, spent));
        }
        assertEquals(
                List.of(
                        first.nonce() + " 2026-03-02T14:05:00Z limits ana bob " + first.contentHash(),
                        second.nonce() + " 2026-03-02T14:05:00Z limits ana bob " + second.contentHash()),
                Files.readAllLines(temp.resolve("approvals")));
    }

    private void refuses(final String why, final Path file) {
        final CommandFailure refused =
                assertThrows(CommandFailure.class, () -> check().require(file, Approval.LIMITS, CHANGE));
        assertEquals(ExitCode.NOT_PERMITTED, refused.exitCode());
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
        assertTrue(refused.getMessage().contains("nothing was loosened"), refused.getMessage());
    }

    private Path signed(final KeyFile by) throws IOException {
        return Files.writeString(
                temp.resolve("signed"),
                wish.approval().signedBy(by.privateKey()).text());
    }

    private ApprovalCheck check() {
        return new ApprovalCheck(people(), TARGET, "ana", NOW);
    }

    private People people() {
        return new People(
                TARGET.substring(0, 32),
                List.of(
                        bob.approver(),
                        new Config.ApproverRow("ana", eve.approver().key())));
    }
}
