using Psutil.Platforms.Windows;
using Psutil.Platforms.Windows.Interop;

namespace Psutil.Tests.Windows;

/// <summary>What becomes of a call that failed: an error with its name, or an event.</summary>
public class CallFailureTests
{
    [Fact]
    public void WhatIsPassedOverLeavesAnEventWithTheCall()
    {
        string source = Guid.NewGuid().ToString();
        using SkippedSources listener = new(source);
        CallFailure.Error("GetTokenInformation(TokenUser)", Win32Error.AccessDenied).Note(source);
        CallFailure.Status("NtOpenThread", NtStatus.AccessDenied).Note(source);
        Assert.Equal(2, listener.Reasons.Count);
        Assert.StartsWith("GetTokenInformation(TokenUser): error 5,", listener.Reasons[0], StringComparison.Ordinal);
        Assert.Equal("NtOpenThread: STATUS_ACCESS_DENIED (0xC0000022), access is denied", listener.Reasons[1]);
    }

    [Fact]
    public void AnErrorNamesTheCallAndTheProcess()
    {
        CallFailure failure = CallFailure.Status("NtQueryInformationProcess(ProcessBasicInformation)", NtStatus.AccessDenied);
        Assert.Equal("NtQueryInformationProcess(ProcessBasicInformation)(7)", failure.ToError(7).SystemCall);
        Assert.IsType<AccessDeniedException>(failure.ToException(7));
        Assert.Equal(UnavailableReason.Denied, CallFailure.Status("NtReadVirtualMemory", NtStatus.PartialCopy).Reason);
    }
}
