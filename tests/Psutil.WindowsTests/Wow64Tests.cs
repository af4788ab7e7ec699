using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.WindowsTests;

/// <summary>A 32-bit process, whose own environment block is of 32 bits, seen from a 64-bit one.</summary>
public unsafe class Wow64Tests
{
    private const string Unpaired = "a\ud800b";

    [Fact]
    public void WhatA32BitProcessWasStartedWithIsRead()
    {
        string program = Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.SystemX86), "cmd.exe");
        ProcessStartInfo start = new(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = @"C:\windows",
        };
        start.Arguments = $"/d /q /k \"rem {Unpaired}\" \"b c\"";
        start.Environment["PSUTIL_32"] = Unpaired;
        Assert.SkipUnless(File.Exists(program) && Environment.Is64BitProcess, "SysWOW64: this system has no 32-bit programs.");
        using ChildProcess child = Machine.Local.Processes.Start(start, killOnDispose: true);
        using Process runtime = Process.GetProcessById(child.Pid);
        int is32Bit = 0;
        Assert.NotEqual(0, Win32.IsWow64Process(runtime.Handle, &is32Bit));
        Assert.Equal(1, is32Bit);
        Assert.True(Capability.Within(TestChild.Patience, () => child.Capture(ProcessFields.CommandLine).CommandLine is not null));
        Assert.Equal(["/d", "/q", "/k", $"rem {Unpaired}", "b c"], child.GetCommandLine().Skip(1));
        Assert.EndsWith("cmd.exe", child.GetCommandLine()[0], StringComparison.OrdinalIgnoreCase);
        Assert.Equal(@"C:\windows", child.GetWorkingDirectory(), ignoreCase: true);
        Assert.Equal(Unpaired, child.GetEnvironment()["PSUTIL_32"]);
        Assert.Equal("cmd.exe", child.GetName(), ignoreCase: true);
        Assert.Equal(program, child.GetExecutablePath(), ignoreCase: true);
        Assert.Contains(child.GetMemoryMaps(), map => map.Path.Contains("ntdll", StringComparison.OrdinalIgnoreCase));
        Assert.True(child.GetThreadCount() > 0);

        // The block that is its own is there when it has begun to run, which a process that sits at a prompt has.
        PebValues own = default;
        Assert.True(Capability.Within(TestChild.Patience, () => TryReadOwnBlock(child.Pid, out own)));
        Assert.Equal(child.GetCommandLine(), own.CommandLine);
        Assert.Equal(@"C:\windows", own.WorkingDirectory, ignoreCase: true);
        Assert.Equal(Unpaired, own.Environment!["psutil_32"]);
    }

    /// <summary>What the 32-bit block says. Where the system does not tell its address, it is on the page after the 64-bit block.</summary>
    private static bool TryReadOwnBlock(int pid, out PebValues values)
    {
        using ProcessAccess access = new(pid, null);
        Assert.True(access.TryOpen(ProcessAccess.ReadMemory, out SafeProcessHandle? opened, out _));
        using SafeProcessHandle process = opened;
        Assert.Equal(NtStatus.Success, Ntdll.QueryProcess(process, Ntdll.ProcessWow64Class, out nuint peb));
        Assert.Equal(NtStatus.Success, Ntdll.QueryProcess(process, Ntdll.ProcessBasicClass, out ProcessBasicInformation basic));
        PebWalker walker = new((nuint address, Span<byte> bytes, out int length) => Ntdll.ReadMemory(process, address, bytes, out length));
        return walker.Read(peb > ushort.MaxValue ? peb : basic.PebBaseAddress + 4096, is32Bit: true, PebReader.Fields, out values)
            == default;
    }
}
