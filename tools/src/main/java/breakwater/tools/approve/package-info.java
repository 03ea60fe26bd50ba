/**
 * Two people (K5): what loosens needs the signature of a second, different person. An approver signs the canonical text of
 * one change for one run folder and one author, within a time; it counts once.
 *
 * <pre>
 *   approvers: of the configuration → people file of the run folder, established by the engine's first start
 *   approve FILE --key K            → signed command file
 *   limits apply, resume all        → verify it, write down its nonce durably, then Approval and the commands into the ring
 * </pre>
 *
 * <p>The signature guards against one person's mistake or haste, and leaves who and what in the journal. It does not guard
 * against someone who may write in the engine's folder as the engine's user: that one can hand frames to the ring.
 *
 * <p>Thread: the command's. Allocates: cold path.
 */
package breakwater.tools.approve;
