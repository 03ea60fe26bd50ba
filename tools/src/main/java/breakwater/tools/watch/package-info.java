/**
 * The watchdog: a process of its own that reads the engine's heartbeat word, and acts when it stands still. It owns the
 * judgement ({@link breakwater.tools.watch.HeartbeatJudge}, pure), the latch of last resort, the emergency log, and the order
 * of its acts: latch, cancel entries, write down, tell; much later, flatten what the venue confirms. Protective stops are
 * what survives an engine's death, so nothing here takes one back.
 *
 * <pre>
 *   look ──▶ HeartbeatJudge ──TRIP──▶ raise the global word to entries ──▶ EmergencyVenue.cancelEntries ──▶ log, tell
 *    ▲            │                                                                          │
 *    └────────────┴──OVERDUE (T2)──▶ EmergencyVenue.holdings ──▶ reduce what is confirmed ───┘
 * </pre>
 *
 * <p>Refuses: a second watchdog on a folder; to touch what the venue does not confirm. Without {@code --config}
 * it loads no library, no queue and no map; with it, a session of its own to each venue that names one ({@code FixVenues}), whose
 * libraries are loaded and warm before it watches. It works with the engine hung, the ring full and the disk full. The judging
 * and acting thread is one. Start with {@link
 * breakwater.tools.watch.Watchdog}.
 */
package breakwater.tools.watch;
