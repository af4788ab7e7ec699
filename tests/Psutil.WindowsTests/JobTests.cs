using System.Diagnostics;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.WindowsTests;

/// <summary>Limits of a job object, as a program in it sees them.</summary>
public unsafe class JobTests
{
    [Fact]
    public void AProgramSeesTheLimitsOfItsJob()
    {
        const long Memory = 3L << 30;
        nint job = Win32.CreateJobObjectW(0, null);
        Assert.NotEqual(0, job);
        JobExtendedLimits limits = new()
        {
            Basic = new JobBasicLimits
            {
                LimitFlags = JobBasicLimits.LimitsActiveProcesses | JobBasicLimits.LimitsJobMemory,
                ActiveProcessLimit = 7,
            },
            JobMemoryLimit = (nuint)Memory,
        };
        bool isSet = Win32.SetInformationJobObject(job, Kernel32.JobExtendedLimitsClass, &limits, (uint)sizeof(JobExtendedLimits)) != 0;
        using TestChild child = TestChild.Start("limits");
        using Process runtime = Process.GetProcessById(child.Process.Pid);
        Assert.NotEqual(0, Win32.AssignProcessToJobObject(job, runtime.Handle));
        child.Process.StandardInput!.WriteLine();
        child.Process.StandardInput.Flush();
        string? answer = child.Process.StandardOutput!.ReadLine();
        _ = Win32.CloseHandle(job);
        Assert.SkipWhen(
            !isSet || answer == default(MachineLimits).ToString(),
            "QueryInformationJobObject: this system keeps no limits of a job."
        );
        Assert.Contains($"MemoryBytes = {Memory}", answer, StringComparison.Ordinal);
        Assert.Contains("ProcessCount = 7", answer, StringComparison.Ordinal);
    }
}
