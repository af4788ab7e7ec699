using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>A capture by several threads is a capture, on this machine.</summary>
public class ParallelCaptureTests() : ParallelCaptureContract(LocalSubject.Instance);
