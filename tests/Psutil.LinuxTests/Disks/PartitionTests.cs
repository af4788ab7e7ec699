using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

[Collection("mounts")]
public class PartitionTests
{
    private static Disks Disks => Machine.Local.Disks;

    [Fact]
    public void EveryLineOfMountsIsThereInItsOrderWithItsOptions()
    {
        using MountedFolder folder = new();
        ((string?, string, string?, string)[] theirs, IReadOnlyList<DiskPartition> ours) = ReadTogether(MountList.Read, all: true);
        Assert.NotEmpty(theirs);
        Assert.Equal(
            theirs,
            ours.Select(partition => (partition.Device, partition.MountPoint, partition.FileSystemType, partition.Options))
        );
    }

    [Fact]
    public void AMountAtAnyPathIsFoundAndItsSpaceCanBeAsked()
    {
        using MountedFolder folder = new();
        DiskPartition partition = Assert.Single(Disks.GetPartitions(all: true), partition => partition.MountPoint == folder.Path);
        Assert.Equal((MountedFolder.Source, "tmpfs", "/"), (partition.Device, partition.FileSystemType, partition.Root));
        Assert.Contains("size=1024k", partition.Options.Split(','));
        Assert.Equal(MountedFolder.Size, Disks.GetUsage(partition.MountPoint).Total);
        Assert.Equal(100, Disks.GetUsage(partition.MountPoint).TotalInodes);
    }

    [Fact]
    public void ABindMountNamesItsRoot()
    {
        using MountedFolder folder = new();
        DiskPartition partition = Assert.Single(Disks.GetPartitions(all: true), partition => partition.MountPoint == folder.BindPath);
        Assert.Equal($"/{MountedFolder.Inner}", partition.Root);
        Assert.Equal(MountedFolder.Source, partition.Device);
        Assert.Equal(MountedFolder.Size, Disks.GetUsage(partition.MountPoint).Total);
    }

    [Fact]
    public void FindmntSaysTheSame()
    {
        (string output, IReadOnlyList<DiskPartition> ours) = ReadTogether(
            () => Command.Run("findmnt", "--kernel", "--list", "--json", "--nofsroot", "--output", "TARGET,FSTYPE,FSROOT,OPTIONS"),
            all: true
        );
        using JsonDocument document = JsonDocument.Parse(output);
        string[] theirs =
        [
            .. document
                .RootElement.GetProperty("filesystems")
                .EnumerateArray()
                .Select(mount => Describe(Get(mount, "target"), Get(mount, "fstype"), Get(mount, "fsroot"), Get(mount, "options"))),
        ];
        Assert.Equal(
            theirs.Order(StringComparer.Ordinal),
            ours.Select(partition => Describe(partition.MountPoint, partition.FileSystemType, partition.Root, partition.Options))
                .Order(StringComparer.Ordinal)
        );

        static string? Get(JsonElement mount, string name) => mount.GetProperty(name).GetString();

        // Findmnt has its own order of options.
        static string Describe(string? target, string? type, string? root, string? options) =>
            $"{target} {type} {root} {string.Join(',', options!.Split(',').Order(StringComparer.Ordinal))}";
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void PsutilSaysTheSame(bool all)
    {
        using MountedFolder? folder = all ? new() : null;
        (JsonElement theirs, IReadOnlyList<DiskPartition> ours) = ReadTogether(
            () => PythonPsutil.Evaluate($"[p[:4] for p in psutil.disk_partitions(all={(all ? "True" : "False")})]"),
            all
        );
        Assert.Equal(
            theirs
                .EnumerateArray()
                .Select(partition =>
                    string.Join('|', partition.EnumerateArray().Select(Unpair)).Replace("\\043", "#", StringComparison.Ordinal)
                ),
            ours.Select(partition => $"{partition.Device}|{partition.MountPoint}|{partition.FileSystemType}|{partition.Options}")
        );

        // Psutil leaves it to glibc to undo the kernel's escapes, and older ones do not know that of the number sign. Python writes its
        // lone surrogates as escapes, which the JSON reader refuses as text.
        static string Unpair(JsonElement element) =>
            element.GetRawText() is var raw && raw.Contains("\\udcff", StringComparison.Ordinal)
                ? string.Join('\uDCFF', raw.Trim('"').Split("\\udcff").Select(part => JsonSerializer.Deserialize<string>($"\"{part}\"")))
                : element.GetString()!;
    }

    [Fact]
    public void AMachineWithAnotherProcShowsTheMountsOfItsFirstProcess()
    {
        Machine machine = Machine.Open(new MachineOptions { ProcPath = "/proc/." });
        Assert.Contains(machine.Disks.GetPartitions(all: true), partition => partition.MountPoint == "/");
    }

    /// <summary>
    /// Both readings of the same list: others may mount and unmount on this machine meanwhile, and then both are taken again.
    /// </summary>
    private static (T Theirs, IReadOnlyList<DiskPartition> Ours) ReadTogether<T>(Func<T> read, bool all)
    {
        const int MostSamples = 5;
        for (int sample = 1; ; sample++)
        {
            (string?, string, string?, string)[] before = MountList.Read();
            T theirs = read();
            IReadOnlyList<DiskPartition> ours = Disks.GetPartitions(all);
            if (sample == MostSamples || before.SequenceEqual(MountList.Read()))
            {
                return (theirs, ours);
            }
        }
    }
}
