using System.Text.Json;
using Psutil.LinuxTests.Oracle;

namespace Psutil.LinuxTests;

[Collection("mounts")]
public class DiskUsageTests
{
    private const long Tolerance = 64 * 1024 * 1024;
    private const int MostSamples = 5;

    private static Disks Disks => Machine.Local.Disks;

    [Fact]
    public void DfCountsTheSame()
    {
        using MountedFolder folder = new();
        File.WriteAllBytes(Path.Join(folder.BindPath, "file"), new byte[300_000]);
        string[] fields = Command
            .Run("df", "-B1", "--output=size,used,avail,itotal,iavail,pcent", folder.BindPath)
            .Split('\n')[1]
            .Split([' ', '%'], StringSplitOptions.RemoveEmptyEntries);
        DiskUsage ours = Disks.GetUsage(folder.BindPath);
        Assert.Equal(
            fields[..5].Select(field => long.Parse(field, CultureInfo.InvariantCulture)),
            (long[])[ours.Total, ours.Used, ours.Free, ours.TotalInodes!.Value, ours.FreeInodes!.Value]
        );
        Assert.Equal(double.Parse(fields[5], CultureInfo.InvariantCulture), Math.Ceiling(ours.Percent));
        Assert.True(ours.Used >= 300_000);
    }

    [Fact]
    public void PsutilAndPythonCountTheSameForTheRoot()
    {
        for (int sample = 1; ; sample++)
        {
            JsonElement theirs = PythonPsutil.Evaluate("[list(psutil.disk_usage('/')), list(os.statvfs('/'))]");
            DiskUsage ours = Disks.GetUsage("/");
            long[] usage = [.. theirs[0].EnumerateArray().Take(3).Select(value => value.GetInt64())];
            long[] statistics = [.. theirs[1].EnumerateArray().Select(value => value.GetInt64())];
            Assert.Equal(usage[0], ours.Total);
            Assert.Equal(statistics[5] == 0 ? null : statistics[5], ours.TotalInodes);
            if (
                Math.Abs(usage[1] - ours.Used) < Tolerance
                && Math.Abs(usage[2] - ours.Free) < Tolerance
                && Math.Abs(theirs[0][3].GetDouble() - ours.Percent) < 0.5
            )
            {
                return;
            }

            Assert.True(sample < MostSamples, $"psutil {theirs}, ours {ours}");
        }
    }

    [Fact]
    public void AFileSystemOfTheKernelHasNoInodesToCount() => Assert.Null(Disks.GetUsage("/proc").TotalInodes);

    [Fact]
    public void AFileIsOnTheFileSystemThatHoldsIt()
    {
        using MountedFolder folder = new();
        string file = Path.Join(folder.BindPath, "file");
        File.WriteAllText(file, "x");
        Assert.Equal(MountedFolder.Size, Disks.GetUsage(file).Total);
        Assert.Equal("ENOTDIR, not a directory", Assert.Throws<SystemCallException>(() => Disks.GetUsage($"{file}/x")).Error?.Description);
    }
}
