using System.Text;
using Psutil.Platforms.FreeBsd.Parsing;

namespace Psutil.Tests.Unix;

/// <summary>The XML of FreeBSD's scheduler.</summary>
public class TopologySpecificationTests
{
    private const string TwoSocketsWithHyperthreads = """
        <groups>
         <group level="1" cache-level="0">
          <cpu count="8" mask="ff,0,0,0">0, 1, 2, 3, 4, 5, 6, 7</cpu>
          <children>
           <group level="2" cache-level="3">
            <cpu count="4" mask="f,0,0,0">0, 1, 2, 3</cpu>
            <flags><flag name="NODE">NUMA node</flag></flags>
            <children>
             <group level="3" cache-level="2">
              <cpu count="2" mask="3,0,0,0">0, 1</cpu>
              <flags><flag name="THREAD">THREAD group</flag><flag name="SMT">SMT group</flag></flags>
             </group>
             <group level="3" cache-level="2">
              <cpu count="2" mask="c,0,0,0">2, 3</cpu>
              <flags><flag name="HTT">HTT group</flag></flags>
             </group>
            </children>
           </group>
           <group level="2" cache-level="3">
            <cpu count="4" mask="f0,0,0,0">4, 5, 6, 7</cpu>
           </group>
          </children>
         </group>
        </groups>
        """;

    [Fact]
    public void CoresAreTheGroupsOfThreads()
    {
        IReadOnlyList<int[]> cores = Parse(TwoSocketsWithHyperthreads)!;
        Assert.Equal(["0,1", "2,3"], cores.Select(core => string.Join(',', core)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<groups")]
    [InlineData("<groups><cpu 1</cpu>")]
    [InlineData("<groups><cpu >x</cpu>\"SMT\"</group>")]
    [InlineData("<groups><cpu >1, 99999999999</cpu>\"SMT\"</group>")]
    [InlineData("<groups><cpu >1, 1</cpu>\"SMT\"</group>")]
    [InlineData("<groups><cpu >-1</cpu>\"SMT\"</group>")]
    public void WhatIsNoSpecificationIsNone(string text) => Assert.Null(Parse(text));

    [Fact]
    public void WithoutThreadsThereAreNoGroups() =>
        Assert.Empty(Parse("<groups>\n <group level=\"1\" cache-level=\"1\">\n </group>\n</groups>\n")!);

    [Fact]
    public void AnyBytesHarmNobody() =>
        HostileInput.NeverThrows(Encoding.ASCII.GetBytes(TwoSocketsWithHyperthreads), bytes => _ = TopologySpecification.ParseCores(bytes));

    private static IReadOnlyList<int[]>? Parse(string text) => TopologySpecification.ParseCores(Encoding.ASCII.GetBytes(text));
}
