using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>What the library promises of memory and disks, tried on this machine's and beside what the runtime knows of them.</summary>
public class StorageContractTests() : StorageContract(LocalSubject.Instance)
{
    private static readonly Disks Disks = Machine.Local.Disks;

    [Fact]
    public void TheRuntimeSeesNoMoreMemory() =>
        Assert.InRange(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, 1, Machine.Local.Memory.GetVirtual().Total + (1 << 20));

    [Fact]
    public void UsageIsWhatTheRuntimeKnowsOfIt()
    {
        string folder = Path.GetTempPath();
        DriveInfo drive = new(folder);
        DiskUsage usage = Disks.GetUsage(folder);
        Assert.Equal(drive.TotalSize, usage.Total);
        Assert.InRange(usage.Used, 0, usage.Total);
        Assert.InRange(usage.Free, 0, usage.Total);
        Assert.InRange(usage.Percent, 0, 100);
        Assert.InRange(Math.Abs(usage.Free - drive.AvailableFreeSpace), 0, usage.Total / 10);
    }

    [Fact]
    public void UsageOfAFileIsThatOfItsVolume() =>
        Assert.Equal(
            Disks.GetUsage(AppContext.BaseDirectory).Total,
            Disks.GetUsage(Path.Join(AppContext.BaseDirectory, "Psutil.dll")).Total
        );
}
