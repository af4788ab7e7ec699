using Psutil.Platforms.Linux.Interop;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>Writes one <see cref="BpfSocketRecord"/> for each descriptor of a socket, of all processes, in the order of PIDs.</summary>
/// <remarks>
/// <code>
/// struct task_struct *task = ctx->task;
/// struct file *file = ctx->file;
/// if (!task || !file || task->pid != task->tgid) return 0;                        // /proc/PID/fd is that of the first thread
/// struct inode *inode = file->f_inode;
/// if (inode->i_sb->s_magic != SOCKFS_MAGIC) return 0;                             // not a socket's name in another file system
/// struct BpfSocketRecord record = { task->thread_pid->numbers[LEVEL].nr, ctx->fd, inode->i_ino };
/// if (record.pid == 0) return 0;
/// bpf_seq_write(ctx->meta->seq, &amp;record, sizeof record);
/// </code>
/// </remarks>
internal static class BpfSocketProgram
{
    // linux/magic.h
    private const int SocketFileSystem = 0x534F434B;

    private const int WordSize = 8;

    // The stack, from its end downwards.
    private const int Record = -BpfSocketRecord.Size;
    private const int NumberEntry = Record - BpfTableLayout.LargestNumberSize;

    private const BpfRegister Context = R6;
    private const BpfRegister Task = R7;

    /// <summary>The program.</summary>
    /// <param name="layout">The offsets of the kernel's fields.</param>
    /// <param name="caller">The PID namespace whose numbers are written.</param>
    public static BpfInstruction[] Assemble(BpfSocketLayout layout, in BpfCallerRecord caller)
    {
        BpfAssembler code = new();
        BpfLabel done = code.NewLabel();
        code.Move(Context, R1);
        code.Follow(Task, Context, layout.ContextTask, done);
        code.Follow(R8, Context, layout.ContextFile, done);
        code.Load(R1, Task, layout.Tasks.Pid);
        code.Load(R2, Task, layout.Tasks.Tgid);
        code.JumpIf(BpfCondition.NotEqual, R1, R2, done);

        // R9 = inode
        code.Follow(R9, R8, layout.FileInode, done);
        code.Follow(R1, R9, layout.FileSystem, done);
        code.Load(R1, R1, layout.Magic);
        code.JumpIf(BpfCondition.NotEqual, R1, SocketFileSystem, done);
        code.Load(R1, R9, layout.InodeNumber);
        code.Store(FramePointer, Record + WordSize, WordSize, R1);
        code.Load(R1, Context, layout.ContextDescriptor);
        code.Store(FramePointer, Record + sizeof(int), sizeof(int), R1);

        BpfTaskNumber.Load(code, layout.Tasks, in caller, Task, NumberEntry, done);
        code.Store(FramePointer, Record, sizeof(int), R1);

        code.Load(R1, Context, layout.ContextMeta);
        code.Load(R1, R1, layout.Tasks.MetaSequence);
        code.MoveAddress(R2, FramePointer, Record);
        code.Move(R3, BpfSocketRecord.Size);
        code.Call(BpfHelper.SequenceWrite);
        code.Mark(done);
        code.Return(0);
        return code.Build();
    }
}
