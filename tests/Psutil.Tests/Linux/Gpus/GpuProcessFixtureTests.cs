namespace Psutil.Tests.Linux;

/// <summary>Processes that have descriptors of a GPU.</summary>
public sealed class GpuProcessFixtureTests : IDisposable
{
    private readonly GpuProcessTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void AProcessHasWhatItsClientsUse()
    {
        _tree.AddProcess(7, start: 100);
        _tree.AddDescriptor(7, 3, "/dev/null", "pos:\t0\nflags:\t02\n");
        _tree.AddDescriptor(7, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        _tree.AddDescriptor(7, 9, "/dev/dri/card0", DrmFdinfoTests.Amdgpu.Replace("id:\t48", "id:\t49", StringComparison.Ordinal));
        GpuProcess process = Assert.Single(Read().Processes);
        Assert.Equal((7, "0000:03:00.0"), (process.Process.Pid, process.GpuId));
        Assert.Equal((1024L << 20, 18L << 20), (process.Memory, process.SharedMemory));
        Assert.Equal(TimeSpan.FromSeconds(14), process.Engines["gfx"].BusyTime);
    }

    [Fact]
    public void AClientThatSeveralDescriptorsLeadToCountsOnce()
    {
        _tree.AddProcess(7, start: 100);
        _tree.AddDescriptor(7, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        _tree.AddDescriptor(7, 6, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        Assert.Equal(512L << 20, Assert.Single(Read().Processes).Memory);
    }

    [Fact]
    public void AClientThatAForkedProcessAlsoHoldsCountsForTheFirst()
    {
        // The number of the child is the smaller one: the numbers have begun anew.
        _tree.AddProcess(7, start: 200);
        _tree.AddDescriptor(7, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        _tree.AddProcess(900, start: 100);
        _tree.AddDescriptor(900, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        Assert.Equal(900, Assert.Single(Read().Processes).Process.Pid);
    }

    [Fact]
    public void TheSameNumberOnAnotherGpuIsAnotherClient()
    {
        _tree.AddProcess(7, start: 100);
        _tree.AddDescriptor(7, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        _tree.AddDescriptor(7, 6, "/dev/dri/renderD129", DrmFdinfoTests.I915.Replace("id:\t16", "id:\t48", StringComparison.Ordinal));
        Assert.Equal(["0000:00:02.0", "0000:03:00.0"], Read().Processes.Select(process => process.GpuId));
    }

    [Fact]
    public void AGpuWithoutAnAddressIsKnownByItsNode()
    {
        _tree
            .Files.Add("sys/devices/platform/fde60000.gpu/uevent", "DRIVER=panfrost\n")
            .AddFolder("sys/devices/platform/fde60000.gpu/drm/renderD128")
            .AddLink("sys/devices/platform/fde60000.gpu/drm/renderD128/device", "../../../fde60000.gpu")
            .AddLink("sys/class/drm/renderD128", "../../devices/platform/fde60000.gpu/drm/renderD128");
        _tree.AddProcess(7, start: 100);
        _tree.AddDescriptor(
            7,
            5,
            "/dev/dri/renderD128",
            "drm-driver:\tpanfrost\ndrm-client-id:\t3\ndrm-engine-fragment:\t1846584880 ns\ndrm-cycles-fragment:\t1424359409\n"
        );
        GpuProcess process = Assert.Single(Read().Processes);
        Assert.Equal("fde60000.gpu", process.GpuId);
        Assert.Equal(
            (TimeSpan.FromTicks(18465848), 1424359409),
            (process.Engines["fragment"].BusyTime, process.Engines["fragment"].BusyCycles)
        );
    }

    [Theory]
    [InlineData("/home/user/dri/card0", "pos:\t0\nflags:\t0\n")]
    [InlineData("/dev/dri/by-path", "pos:\t0\n")]
    [InlineData("/dev/dri/renderD128", "pos:\t0\nflags:\t02\n")]
    [InlineData("/dev/dri/renderD128", "")]
    [InlineData("/dev/dri/renderD128", "\0\0\0")]
    [InlineData("socket:[77]", "pos:\t0\n")]
    public void WhatReportsNothingIsNotListed(string target, string info)
    {
        _tree.AddProcess(7, start: 100);
        _tree.AddDescriptor(7, 5, target, info);
        GpuProcessList list = Read();
        Assert.Empty(list.Processes);
        Assert.Empty(list.Unavailable);
    }

    [Fact]
    public void AProcessThatIsDisappearingIsLeftOut()
    {
        _tree.AddProcess(7, start: 100);
        _tree.Files.AddLink("proc/7/fd/5", "/dev/dri/renderD128");
        _tree.AddDescriptor(8, 5, "/dev/dri/renderD128", DrmFdinfoTests.Amdgpu);
        GpuProcessList list = Read();
        Assert.Empty(list.Processes);
        Assert.Empty(list.Unavailable);
    }

    private GpuProcessList Read()
    {
        using Machine machine = _tree.Files.Machine;
        return machine.Gpus.GetProcesses();
    }
}
