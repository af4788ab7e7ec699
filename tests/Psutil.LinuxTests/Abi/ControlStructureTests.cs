using Psutil.Platforms.Linux;
using Psutil.Platforms.Linux.Interop;

namespace Psutil.LinuxTests.Abi;

public unsafe class ControlStructureTests
{
    [Fact]
    public void PollAndSignalInformationAreThoseOfTheHeaders()
    {
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate(
            "poll.h\nsignal.h\nsys/epoll.h\nsys/wait.h\npwd.h",
            "sizeof(struct pollfd)",
            "offsetof(struct pollfd, events)",
            "offsetof(struct pollfd, revents)",
            "sizeof(siginfo_t)",
            "offsetof(siginfo_t, si_code)",
            "offsetof(siginfo_t, si_pid)",
            "offsetof(siginfo_t, si_status)",
            "sizeof(struct epoll_event)",
            "offsetof(struct epoll_event, data)",
            "EPOLLIN",
            "POLLIN",
            "WEXITED",
            "WNOHANG",
            "WNOWAIT",
            "CLD_EXITED",
            "sizeof(struct passwd)",
            "offsetof(struct passwd, pw_uid)",
            "offsetof(struct passwd, pw_dir)"
        );
        PollEntry poll = default;
        Assert.Equal(c["sizeof(struct pollfd)"], sizeof(PollEntry));
        Assert.Equal(c["offsetof(struct pollfd, events)"], (byte*)&poll.Events - (byte*)&poll);
        Assert.Equal(c["offsetof(struct pollfd, revents)"], (byte*)&poll.Returned - (byte*)&poll);
        ChildExit exit = default;
        Assert.Equal(c["sizeof(siginfo_t)"], sizeof(ChildExit));
        Assert.Equal(c["offsetof(siginfo_t, si_code)"], (byte*)&exit.Code - (byte*)&exit);
        Assert.Equal(c["offsetof(siginfo_t, si_pid)"], (byte*)&exit.Union.Pid - (byte*)&exit);
        Assert.Equal(c["offsetof(siginfo_t, si_status)"], (byte*)&exit.Union.Status - (byte*)&exit);
        Assert.Equal(c["sizeof(struct epoll_event)"], Libc.EventSize);
        Assert.Equal(c["offsetof(struct epoll_event, data)"], Libc.EventSize - sizeof(long));
        Assert.Equal((1, 1, 4, 1, 0x1000000, 1), (c["EPOLLIN"], c["POLLIN"], c["WEXITED"], c["WNOHANG"], c["WNOWAIT"], c["CLD_EXITED"]));
        PasswdEntry passwd = default;
        Assert.Equal(c["sizeof(struct passwd)"], sizeof(PasswdEntry));
        Assert.Equal(c["offsetof(struct passwd, pw_uid)"], (byte*)&passwd.UserId - (byte*)&passwd);
        Assert.Equal(c["offsetof(struct passwd, pw_dir)"], (byte*)&passwd.HomeDirectory - (byte*)&passwd);
    }

    [Fact]
    public void TheFileStatusIsThatOfTheHeaders()
    {
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate(
            "linux/stat.h\nsys/syscall.h\nfcntl.h",
            "sizeof(struct statx)",
            "offsetof(struct statx, stx_nlink)",
            "offsetof(struct statx, stx_mode)",
            "offsetof(struct statx, stx_ino)",
            "offsetof(struct statx, stx_size)",
            "offsetof(struct statx, stx_ctime.tv_sec)",
            "offsetof(struct statx, stx_ctime.tv_nsec)",
            "STATX_INO | STATX_CTIME",
            "AT_EMPTY_PATH",
            "offsetof(struct statx, stx_dev_major)",
            "offsetof(struct statx, stx_dev_minor)",
            "offsetof(struct statx, stx_mnt_id)",
            "AT_STATX_DONT_SYNC",
            "AT_NO_AUTOMOUNT",
            "AT_FDCWD",
            "STATX_TYPE | STATX_NLINK | STATX_INO",
            "SYS_getdents64",
            "SYS_gettid",
            "SYS_ioprio_get",
            "SYS_ioprio_set",
            "SYS_prlimit64",
            "SYS_statx",
            "O_CLOEXEC",
            "O_PATH",
            "O_DIRECTORY"
        );
        FileStatus status = default;
        Assert.Equal(c["sizeof(struct statx)"], sizeof(FileStatus));
        Assert.Equal(c["offsetof(struct statx, stx_nlink)"], (byte*)&status.LinkCount - (byte*)&status);
        Assert.Equal(c["offsetof(struct statx, stx_mode)"], (byte*)&status.Mode - (byte*)&status);
        Assert.Equal(c["offsetof(struct statx, stx_ino)"], (byte*)&status.Inode - (byte*)&status);
        Assert.Equal(c["offsetof(struct statx, stx_size)"], (byte*)&status.Size - (byte*)&status);
        Assert.Equal(c["offsetof(struct statx, stx_ctime.tv_sec)"], (byte*)&status.ChangeSeconds - (byte*)&status);
        Assert.Equal(c["offsetof(struct statx, stx_ctime.tv_nsec)"], (byte*)&status.ChangeNanoseconds - (byte*)&status);
        Assert.Equal(c["offsetof(struct statx, stx_dev_major)"], (byte*)&status.DeviceMajor - (byte*)&status);
        Assert.Equal(c["offsetof(struct statx, stx_dev_minor)"], (byte*)&status.DeviceMinor - (byte*)&status);
        Assert.Equal(c["offsetof(struct statx, stx_mnt_id)"], (byte*)&status.MountId - (byte*)&status);
        Assert.Equal(
            (0x105, 0x4000, 0x800, -100),
            (c["STATX_TYPE | STATX_NLINK | STATX_INO"], c["AT_STATX_DONT_SYNC"], c["AT_NO_AUTOMOUNT"], c["AT_FDCWD"])
        );
        Assert.Equal((0x180, 0x1000), (c["STATX_INO | STATX_CTIME"], c["AT_EMPTY_PATH"]));
        Assert.Equal(c["SYS_getdents64"], SystemCallNumbers.GetDents64);
        Assert.Equal(c["SYS_gettid"], SystemCallNumbers.GetThreadId);
        Assert.Equal(c["SYS_ioprio_get"], SystemCallNumbers.IOPriorityGet);
        Assert.Equal(c["SYS_ioprio_set"], SystemCallNumbers.IOPrioritySet);
        Assert.Equal(c["SYS_prlimit64"], SystemCallNumbers.PrLimit64);
        Assert.Equal(c["SYS_statx"], SystemCallNumbers.StatX);
    }

    [Fact]
    public void SignalsAndLimitsHaveTheHeadersNumbers()
    {
        string[] names = [.. LinuxSignals.Numbers.Keys];
        IReadOnlyDictionary<string, long> c = CHeaders.Evaluate("signal.h", names);
        Assert.All(names, name => Assert.Equal(c[name], LinuxSignals.Numbers[name]));
        string[] limits =
        [
            "RLIMIT_CPU",
            "RLIMIT_FSIZE",
            "RLIMIT_DATA",
            "RLIMIT_STACK",
            "RLIMIT_CORE",
            "RLIMIT_RSS",
            "RLIMIT_NPROC",
            "RLIMIT_NOFILE",
            "RLIMIT_MEMLOCK",
            "RLIMIT_AS",
            "RLIMIT_LOCKS",
            "RLIMIT_SIGPENDING",
            "RLIMIT_MSGQUEUE",
            "RLIMIT_NICE",
            "RLIMIT_RTPRIO",
            "RLIMIT_RTTIME",
        ];
        IReadOnlyDictionary<string, long> numbers = CHeaders.Evaluate("sys/resource.h", limits);
        Assert.Equal(
            limits.Select(limit => (int)numbers[limit]),
            Enum.GetValues<ResourceKind>()
                .Where(kind => kind is > ResourceKind.Unknown and <= ResourceKind.RealTimeTimeout)
                .Select(LinuxResourceNumbers.Of)
        );
        Assert.All(Enum.GetValues<ResourceKind>().Where(kind => kind > ResourceKind.RealTimeTimeout), kind =>
            Assert.Throws<PsutilNotSupportedException>(() => LinuxResourceNumbers.Of(kind))
        );
    }

    [Fact]
    public void TheProcessInformationIsTheFirstVersionOfTheKernels() => Assert.Equal(64, sizeof(ProcessInformation));
}
