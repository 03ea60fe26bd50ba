/**
 * The two small files through which other processes see and steer an engine: the mapped control page and the command
 * ring. Plain {@code java.nio} mappings, so that the kill tool starts fast and needs neither queue nor map.
 *
 * <p>Refuses: a page that is not valid (it reads as KILLED). Looks into core's {@code pipeline}. Start with {@link
 * breakwater.journal.control.ControlFile}.
 */
package breakwater.journal.control;
