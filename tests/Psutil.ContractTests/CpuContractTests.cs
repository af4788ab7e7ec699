using Psutil.ContractTests.Suite;

namespace Psutil.ContractTests;

/// <summary>What the library promises of CPUs, tried on this machine's.</summary>
public class CpuContractTests() : CpuContract(LocalSubject.Instance);
