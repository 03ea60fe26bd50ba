/**
 * The journals on disk. Owns the run folder and its lock, the write side on Chronicle Queue ({@link
 * breakwater.journal.JournalAppender}) and the read side, which walks the library's files by itself and checks every
 * record ({@link breakwater.journal.JournalTailer}, {@link breakwater.journal.JournalScanner}).
 *
 * <pre>
 *   RUN/ owner.lock  control.dat  commands.dat  engine.yaml  state-000001.map
 *        watchdog.lock  watchdog.log                      the watchdog's; KILL, where a person put it there
 *        journal/input/000016/  20261120-0000V.cq4 …      one folder a start, never appended to again
 *        journal/input/000017/  20261121-0910V.cq4 …      segments by size or by the host's day
 *        journal/output/000017/ …
 *        snapshots/  quarantine/
 *
 *   a segment:   document │ document │ …     header int32: 0 = not written yet, else length of the payload
 *   a document:  frame frame … frame         back to back, one ring batch, at most 64, exactly filled
 *   a folder:    header frame (template 42, sequence = last one before, chain goes on from there), then n+1, n+2, …
 *
 *     run 16: H(0) 1 2 3 … 812          chain: c812
 *     run 17: H(812) 813 814 …          chain of H = next(c812, crc, length), of 813 = next(chain of H, …)
 * </pre>
 *
 * <p>Refuses: to append to what an earlier process wrote, to hand out a record that does not verify, to go on after an
 * error. Threads: an appender and a tailer belong to one thread each. Looks into core's {@code message}, {@code pipeline}
 * and {@code snapshot}. Start with {@link breakwater.journal.RunFolder}.
 */
package breakwater.journal;
