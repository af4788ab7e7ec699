using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Psutil.Platforms.Linux.Interop;
using Psutil.Platforms.Linux.Parsing;

namespace Psutil.LinuxTests.Abi;

public unsafe class SystemStructureTests
{
    [Fact]
    public void TheTimeSpecificationIsThatOfTheHeaders()
    {
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate(
            "#include <time.h>",
            "sizeof(struct timespec)",
            "offsetof(struct timespec, tv_sec)",
            "offsetof(struct timespec, tv_nsec)",
            "CLOCK_REALTIME",
            "CLOCK_BOOTTIME"
        );
        Libc.TimeSpecification time = default;
        Assert.Equal(c["sizeof(struct timespec)"], sizeof(Libc.TimeSpecification));
        Assert.Equal(c["offsetof(struct timespec, tv_sec)"], (byte*)&time.Seconds - (byte*)&time);
        Assert.Equal(c["offsetof(struct timespec, tv_nsec)"], (byte*)&time.Nanoseconds - (byte*)&time);
        Assert.Equal(0, c["CLOCK_REALTIME"]);
        Assert.Equal(7, c["CLOCK_BOOTTIME"]);
    }

    [Fact]
    public void TheSystemInformationIsThatOfTheHeaders()
    {
        string[] fields =
        [
            "uptime",
            "loads",
            "totalram",
            "freeram",
            "sharedram",
            "bufferram",
            "totalswap",
            "freeswap",
            "procs",
            "totalhigh",
            "freehigh",
            "mem_unit",
        ];
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate(
            "#include <sys/sysinfo.h>",
            ["sizeof(struct sysinfo)", .. fields.Select(field => $"offsetof(struct sysinfo, {field})")]
        );
        Libc.SystemInformation information = default;
        byte* start = (byte*)&information;
        long[] offsets =
        [
            (byte*)&information.Uptime - start,
            (byte*)&information.Load1 - start,
            (byte*)&information.TotalMemory - start,
            (byte*)&information.FreeMemory - start,
            (byte*)&information.SharedMemory - start,
            (byte*)&information.BufferMemory - start,
            (byte*)&information.TotalSwap - start,
            (byte*)&information.FreeSwap - start,
            (byte*)&information.ProcessCount - start,
            (byte*)&information.TotalHighMemory - start,
            (byte*)&information.FreeHighMemory - start,
            (byte*)&information.MemoryUnit - start,
        ];
        Assert.Equal(fields.Select(field => c[$"offsetof(struct sysinfo, {field})"]), offsets);

        // Ours has room behind for what musl reserves.
        Assert.True(Unsafe.SizeOf<Libc.SystemInformation>() >= c["sizeof(struct sysinfo)"]);
    }

    [Fact]
    public void TheLoginRecordIsThatOfTheHeaders()
    {
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate(
            "#include <utmp.h>",
            "sizeof(struct utmp)",
            "offsetof(struct utmp, ut_type)",
            "offsetof(struct utmp, ut_pid)",
            "offsetof(struct utmp, ut_line)",
            "sizeof(((struct utmp *)0)->ut_line)",
            "offsetof(struct utmp, ut_user)",
            "sizeof(((struct utmp *)0)->ut_user)",
            "offsetof(struct utmp, ut_host)",
            "sizeof(((struct utmp *)0)->ut_host)",
            "offsetof(struct utmp, ut_tv.tv_sec)",
            "offsetof(struct utmp, ut_tv.tv_usec)",
            "sizeof(((struct utmp *)0)->ut_tv.tv_sec)",
            "USER_PROCESS"
        );
        bool isWide = RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.LoongArch64;
        Assert.Equal(c["sizeof(struct utmp)"], isWide ? RunUtmp.WideSize : RunUtmp.NarrowSize);
        Assert.Equal(c["sizeof(((struct utmp *)0)->ut_tv.tv_sec)"], isWide ? 8 : 4);
        Assert.Equal(c["offsetof(struct utmp, ut_tv.tv_sec)"], isWide ? RunUtmp.WideSecondsOffset : RunUtmp.NarrowSecondsOffset);
        Assert.Equal(c["offsetof(struct utmp, ut_tv.tv_usec)"], isWide ? RunUtmp.WideMicrosecondsOffset : RunUtmp.NarrowMicrosecondsOffset);
        Assert.Equal(RunUtmp.TypeOffset, c["offsetof(struct utmp, ut_type)"]);
        Assert.Equal(RunUtmp.PidOffset, c["offsetof(struct utmp, ut_pid)"]);
        Assert.Equal(RunUtmp.LineOffset, c["offsetof(struct utmp, ut_line)"]);
        Assert.Equal(RunUtmp.LineSize, c["sizeof(((struct utmp *)0)->ut_line)"]);
        Assert.Equal(RunUtmp.UserOffset, c["offsetof(struct utmp, ut_user)"]);
        Assert.Equal(RunUtmp.UserSize, c["sizeof(((struct utmp *)0)->ut_user)"]);
        Assert.Equal(RunUtmp.HostOffset, c["offsetof(struct utmp, ut_host)"]);
        Assert.Equal(RunUtmp.HostSize, c["sizeof(((struct utmp *)0)->ut_host)"]);
        Assert.Equal(RunUtmp.UserProcess, c["USER_PROCESS"]);
    }

    // glibc's own header holds both records; the choice is taken out of its hands.
    [Fact]
    public void TheWideLoginRecordIsWhatTheHeadersWouldMakeOnArm64()
    {
        Assert.SkipUnless(Environment.Is64BitProcess, "a 64-bit compiler is needed");
        string? header = Array.Find(
            ["/usr/include/x86_64-linux-gnu/bits/utmp.h", "/usr/include/aarch64-linux-gnu/bits/utmp.h", "/usr/include/bits/utmp.h"],
            File.Exists
        );
        Assert.SkipWhen(header is null, "the headers of glibc are not installed");
        string text = File.ReadAllText(header!);
        Assert.Contains("#if __WORDSIZE_TIME64_COMPAT32", text, StringComparison.Ordinal);
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate(
            "#define _UTMP_H 1\n" + text.Replace("#if __WORDSIZE_TIME64_COMPAT32", "#if 0", StringComparison.Ordinal),
            "sizeof(struct utmp)",
            "offsetof(struct utmp, ut_tv.tv_sec)",
            "offsetof(struct utmp, ut_tv.tv_usec)",
            "offsetof(struct utmp, ut_host)"
        );
        Assert.Equal(RunUtmp.WideSize, c["sizeof(struct utmp)"]);
        Assert.Equal(RunUtmp.WideSecondsOffset, c["offsetof(struct utmp, ut_tv.tv_sec)"]);
        Assert.Equal(RunUtmp.WideMicrosecondsOffset, c["offsetof(struct utmp, ut_tv.tv_usec)"]);
        Assert.Equal(RunUtmp.HostOffset, c["offsetof(struct utmp, ut_host)"]);
    }
}
