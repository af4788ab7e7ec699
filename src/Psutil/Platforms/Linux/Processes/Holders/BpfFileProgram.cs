using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;
using static Psutil.Platforms.Linux.Interop.BpfRegister;

namespace Psutil.Platforms.Linux;

/// <summary>
/// Three programs that write one <see cref="BpfFileRecord"/> for each process that may hold a file: over all open files, over all mapped
/// regions, and over all processes for their directories and executables.
/// </summary>
/// <remarks>
/// They are alike but for the inodes that they compare:
/// <code>
/// struct task_struct *task = ctx->task;
/// if (!task || task->pid != task->tgid) return 0;                                 // /proc/PID is about the first thread
/// struct BpfFileQuestion *question = bpf_map_lookup_elem(&amp;map, &amp;(u32){ 0 });
/// if (!question) return 0;
/// if (ctx->file->f_inode->i_ino != question->number) return 0;                   // or another inode
/// struct BpfFileRecord record = { task->thread_pid->numbers[LEVEL].nr };
/// if (record.pid == 0 || record.pid == question->last_pid) return 0;
/// // If the output is full, the kernel runs the program again for the same object.
/// if (bpf_seq_write(ctx->meta->seq, &amp;record, sizeof record) == 0) question->last_pid = record.pid;
/// </code>
/// </remarks>
internal sealed class BpfFileProgram
{
    private const int WordSize = 8;

    // The stack, from its end downwards.
    private const int Record = -BpfFileRecord.Size;
    private const int NumberEntry = Record - BpfTableLayout.LargestNumberSize;
    private const int Key = NumberEntry - WordSize;

    // struct BpfFileQuestion
    private const int QuestionLastPid = WordSize;

    private const BpfRegister Context = R6;
    private const BpfRegister Task = R7;
    private const BpfRegister Question = R8;

    private readonly BpfAssembler _code = new();
    private readonly BpfFileLayout _layout;
    private readonly BpfCallerRecord _caller;
    private readonly int _map;
    private readonly BpfLabel _found;
    private readonly BpfLabel _done;

    private BpfFileProgram(BpfFileLayout layout, in BpfCallerRecord caller, int map)
    {
        _layout = layout;
        _caller = caller;
        _map = map;
        _found = _code.NewLabel();
        _done = _code.NewLabel();
    }

    private BpfSocketLayout OpenFiles => _layout.OpenFiles;

    private BpfTableLayout Tasks => _layout.OpenFiles.Tasks;

    /// <summary>The program over all open files.</summary>
    /// <param name="layout">The offsets of the kernel's fields.</param>
    /// <param name="caller">The PID namespace whose numbers are written.</param>
    /// <param name="map">The descriptor of the map with the question.</param>
    public static BpfInstruction[] OverFiles(BpfFileLayout layout, in BpfCallerRecord caller, int map)
    {
        BpfFileProgram program = new(layout, in caller, map);
        program.Begin(layout.OpenFiles.ContextTask);
        program.CompareFile();
        return program.End();
    }

    /// <summary>The program over all mapped regions.</summary>
    /// <inheritdoc cref="OverFiles"/>
    public static BpfInstruction[] OverRegions(BpfFileLayout layout, in BpfCallerRecord caller, int map)
    {
        BpfFileProgram program = new(layout, in caller, map);
        program.Begin(layout.RegionTask);
        program.CompareRegion();
        return program.End();
    }

    /// <summary>The program over all processes.</summary>
    /// <inheritdoc cref="OverFiles"/>
    public static BpfInstruction[] OverProcesses(BpfFileLayout layout, in BpfCallerRecord caller, int map)
    {
        BpfFileProgram program = new(layout, in caller, map);
        program.Begin(layout.OpenFiles.Tasks.ContextTask);
        program.CompareFolders();
        program.CompareExecutable();
        return program.End();
    }

    private void Begin(BtfField contextTask)
    {
        _code.Move(Context, R1);
        _code.Follow(Task, Context, contextTask, _done);
        _code.Load(R1, Task, Tasks.Pid);
        _code.Load(R2, Task, Tasks.Tgid);
        _code.JumpIf(BpfCondition.NotEqual, R1, R2, _done);
        _code.Store(FramePointer, Key, WordSize, 0);
        _code.MoveMap(R1, _map);
        _code.MoveAddress(R2, FramePointer, Key);
        _code.Call(BpfHelper.MapLookupElement);
        _code.JumpIf(BpfCondition.Equal, R0, 0, _done);
        _code.Move(Question, R0);
    }

    private void CompareFile()
    {
        _code.Follow(R1, Context, OpenFiles.ContextFile, _done);
        _code.Follow(R1, R1, OpenFiles.FileInode, _done);
        Compare();
    }

    private void CompareRegion()
    {
        _code.Follow(R1, Context, _layout.Region, _done);
        _code.Follow(R1, R1, _layout.RegionFile, _done);
        _code.Follow(R1, R1, OpenFiles.FileInode, _done);
        Compare();
    }

    private void CompareFolders()
    {
        foreach (BtfField folder in (ReadOnlySpan<BtfField>)[_layout.WorkingDirectory, _layout.RootDirectory])
        {
            BpfLabel none = _code.NewLabel();
            _code.Follow(R1, Task, _layout.Folders, none);
            _code.Follow(R1, R1, folder, none);
            _code.Follow(R1, R1, _layout.EntryInode, none);
            Compare();
            _code.Mark(none);
        }
    }

    private void CompareExecutable()
    {
        _code.Follow(R1, Task, Tasks.Memory, _done);
        _code.Follow(R1, R1, _layout.Executable, _done);
        _code.Follow(R1, R1, OpenFiles.FileInode, _done);
        Compare();
    }

    // if (inode->i_ino == question->number) goto found; the inode is R1.
    private void Compare()
    {
        _code.Load(R1, R1, OpenFiles.InodeNumber);
        _code.Load(R2, Question, 0, WordSize);
        _code.JumpIf(BpfCondition.Equal, R1, R2, _found);
    }

    private BpfInstruction[] End()
    {
        _code.Jump(_done);
        _code.Mark(_found);
        _code.Store(FramePointer, Record, WordSize, 0);
        BpfTaskNumber.Load(_code, Tasks, in _caller, Task, NumberEntry, _done);
        _code.Load(R2, Question, QuestionLastPid, sizeof(int));
        _code.JumpIf(BpfCondition.Equal, R1, R2, _done);
        _code.Store(FramePointer, Record, sizeof(int), R1);

        // The context begins alike in all three.
        _code.Load(R1, Context, OpenFiles.ContextMeta);
        _code.Load(R1, R1, Tasks.MetaSequence);
        _code.MoveAddress(R2, FramePointer, Record);
        _code.Move(R3, BpfFileRecord.Size);
        _code.Call(BpfHelper.SequenceWrite);
        _code.JumpIf(BpfCondition.NotEqual, R0, 0, _done);
        _code.Load(R1, FramePointer, Record, sizeof(int));
        _code.Store(Question, QuestionLastPid, sizeof(int), R1);
        _code.Mark(_done);
        _code.Return(0);
        return _code.Build();
    }
}
