using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The offsets, in the running kernel, of the fields that <see cref="BpfSocketProgram"/> reads besides those of tasks.</summary>
internal sealed class BpfSocketLayout
{
    private BpfSocketLayout() { }

    /// <summary>The function that programs over all open files are attached to.</summary>
    public required int Function { get; init; }

    // struct bpf_iter__task_file
    public required BtfField ContextMeta { get; init; }
    public required BtfField ContextTask { get; init; }
    public required BtfField ContextDescriptor { get; init; }
    public required BtfField ContextFile { get; init; }

    // struct file, struct inode, struct super_block
    public required BtfField FileInode { get; init; }
    public required BtfField InodeNumber { get; init; }
    public required BtfField FileSystem { get; init; }
    public required BtfField Magic { get; init; }

    /// <summary>The fields of tasks.</summary>
    public required BpfTableLayout Tasks { get; init; }

    /// <summary>Looks up all fields; false if this kernel lacks one.</summary>
    public static bool TryFind(
        Btf btf,
        BpfTableLayout tasks,
        [NotNullWhen(true)] out BpfSocketLayout? layout,
        [NotNullWhen(false)] out string? missing
    )
    {
        BtfFieldFinder find = new(btf);
        layout = new BpfSocketLayout
        {
            Function = find.FindFunction("bpf_iter_task_file"),
            ContextMeta = find.Find("bpf_iter__task_file", "meta"),
            ContextTask = find.Find("bpf_iter__task_file", "task"),
            ContextDescriptor = find.Find("bpf_iter__task_file", "fd"),
            ContextFile = find.Find("bpf_iter__task_file", "file"),
            FileInode = find.Find("file", "f_inode"),
            InodeNumber = find.Find("inode", "i_ino"),
            FileSystem = find.Find("inode", "i_sb"),
            Magic = find.Find("super_block", "s_magic"),
            Tasks = tasks,
        };
        missing = find.Missing;
        if (missing is not null)
        {
            layout = null;
        }

        return layout is not null;
    }
}
