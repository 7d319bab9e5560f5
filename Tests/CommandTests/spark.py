"""Sends lines through a command by Spark's pipe, in local mode, and prints what comes back, sorted.

Usage: python spark.py LINES COMMAND
"""

import os
import sys

from pyspark import SparkConf, SparkContext

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
conf = SparkConf().setMaster("local[2]").setAppName("pipe").set("spark.ui.enabled", "false")
conf.set("spark.driver.host", "127.0.0.1").set("spark.driver.bindAddress", "127.0.0.1")
context = SparkContext(conf=conf)
context.setLogLevel("ERROR")
for line in sorted(context.textFile(sys.argv[1], minPartitions=4).pipe(sys.argv[2]).collect()):
    print(line)
context.stop()
