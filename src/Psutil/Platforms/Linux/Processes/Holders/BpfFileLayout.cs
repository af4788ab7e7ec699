using System.Diagnostics.CodeAnalysis;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.Platforms.Linux;

/// <summary>The offsets, in the running kernel, of the fields that the programs of <see cref="BpfFileProgram"/> read.</summary>
internal sealed class BpfFileLayout
{
    private BpfFileLayout() { }

    /// <summary>The fields of open files.</summary>
    public required BpfSocketLayout OpenFiles { get; init; }

    /// <summary>The function that programs over the mapped regions of all processes are attached to.</summary>
    public required int RegionFunction { get; init; }

    // struct bpf_iter__task_vma, struct vm_area_struct
    public required BtfField RegionTask { get; init; }
    public required BtfField Region { get; init; }
    public required BtfField RegionFile { get; init; }

    // struct task_struct, struct fs_struct, struct dentry
    public required BtfField Folders { get; init; }
    public required BtfField WorkingDirectory { get; init; }
    public required BtfField RootDirectory { get; init; }
    public required BtfField EntryInode { get; init; }

    // struct mm_struct
    public required BtfField Executable { get; init; }

    /// <summary>Looks up all fields; false if this kernel lacks one.</summary>
    public static bool TryFind(
        Btf btf,
        BpfTableLayout tasks,
        [NotNullWhen(true)] out BpfFileLayout? layout,
        [NotNullWhen(false)] out string? missing
    )
    {
        layout = null;
        if (!BpfSocketLayout.TryFind(btf, tasks, out BpfSocketLayout? openFiles, out missing))
        {
            return false;
        }

        BtfFieldFinder find = new(btf);
        BpfFileLayout found = new()
        {
            OpenFiles = openFiles,
            RegionFunction = find.FindFunction("bpf_iter_task_vma"),
            RegionTask = find.Find("bpf_iter__task_vma", "task"),
            Region = find.Find("bpf_iter__task_vma", "vma"),
            RegionFile = find.Find("vm_area_struct", "vm_file"),
            Folders = find.Find("task_struct", "fs"),
            WorkingDirectory = find.Find("fs_struct", "pwd.dentry"),
            RootDirectory = find.Find("fs_struct", "root.dentry"),
            EntryInode = find.Find("dentry", "d_inode"),
            Executable = find.Find("mm_struct", "exe_file"),
        };

        // Without it (before Linux 6.2, unless mended), the kernel can use the memory of a process that ends during the iteration
        // (kernel/bpf/task_iter.c, "keep a reference to the mm, in case the task is dead").
        _ = find.Find("bpf_iter_seq_task_vma_info", "mm");
        missing = find.Missing;
        layout = missing is null ? found : null;
        return layout is not null;
    }
}
