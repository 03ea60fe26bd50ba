package breakwater.tools.config;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The {@code approvers:} of a configuration: each name and each key once, for two people are two of each. */
final class ApproverRows {
    private ApproverRows() {}

    static List<Config.ApproverRow> read(final Section top) {
        final List<Config.ApproverRow> rows = new ArrayList<>();
        final Set<String> seen = new HashSet<>();
        for (final Section s : top.list("approvers", false)) {
            final String name = s.text("name", null);
            final String key = s.text("key", null);
            if (!name.isEmpty() && !ApproverKeys.isName(name)) {
                s.wrong(
                        "name",
                        "name: '" + name + "' is no user name of at most " + ApproverKeys.NAME_MAX + " characters",
                        "use letters, digits, '.', '_' and '-'");
            }
            try {
                ApproverKeys.publicKey(key);
            } catch (final GeneralSecurityException wrong) {
                if (!key.isEmpty()) {
                    s.wrong(
                            "key",
                            "key of " + name + " is no Ed25519 public key",
                            "paste the line that 'breakwater approve new-key' printed");
                }
            }
            if (!seen.add(name.toLowerCase(Locale.ROOT))) {
                s.wrong("name", "approver '" + name + "' stands twice", "remove one of them");
            }
            if (!key.isEmpty() && !seen.add("key " + key)) {
                s.wrong("key", "the key of '" + name + "' stands twice: two names would be one person", "remove one");
            }
            rows.add(new Config.ApproverRow(name, key));
            s.close();
        }
        return rows;
    }
}
