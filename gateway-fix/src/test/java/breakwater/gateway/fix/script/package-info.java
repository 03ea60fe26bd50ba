/**
 * Tests of FIX sessions as text, over real sockets. A script is one file, one case, a line a step; the scripted side is raw
 * bytes, ours is the product: {@code session/} tests our initiator, {@code venue/} the simulated venue's acceptor. The lines
 * are those of QuickFIX/J's acceptance definitions, and a few more:
 *
 * <pre>
 *   # …                 a comment; the first one says what the case shows
 *   iCONNECT            a connection: the scripted venue takes ours, the scripted client opens one
 *   iLOGON              the same, with a logon after which the venue has no open orders; then orders pass
 *   iDISCONNECT         the scripted side closes the connection; iDROP: without a word, as a line that breaks
 *   iNEXT 7             the scripted side's next MsgSeqNum
 *   iBYTES …            bytes that need not be a message
 *   I35=8|11=&lt;0&gt;|…     the scripted side sends; header, length and checksum are added where they are not written
 *   E35=D|11=&lt;0&gt;|…     the next message that it gets has these fields; heartbeats before it do not count
 *   E8=FIX.4.4|…        has exactly these fields, but for length, checksum and times
 *   eDISCONNECT         our side closes the connection, and says nothing before
 *   eLOGOUT text        our side closes it with a Logout of this text (58), which may get lost; its log says it too
 *   oNEW 0 BUY 0.5 @ 90 our side does something: see {@link EngineSide} and {@link VenueSide}
 * </pre>
 *
 * In I and E lines {@code <0>} is the ClOrdID of our order 0, {@code <TIME>} now, {@code <TIME-10>} ten seconds ago. In E
 * lines {@code $name} binds a value, and compares it from then on; {@code *} is any value and {@code <NONE>} no such field.
 * {@code $name+1} counts on. Several connections are numbered: {@code i2,CONNECT}, {@code I2,35=…}.
 *
 * <p>At its end no message may be left unread, and nothing unheard. No order message of ours may come twice, nor with
 * PossDupFlag (43) or PossResend (97), in any script.
 */
package breakwater.gateway.fix.script;
