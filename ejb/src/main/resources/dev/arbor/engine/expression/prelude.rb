# Evaluated once when the Ruby runtime of the expressions starts: the libraries that trees rely on, the names that they
# expect (spec 3.5), and what is taken away because one expression must not reach beyond its own evaluation.

require 'json'
require 'erb'
require 'rexml/document'
require 'date'
require 'time'
require 'digest'
require 'digest/md5'
require 'digest/sha1'
require 'digest/sha2'
require 'uri'
require 'csv'
require 'base64'
require 'securerandom'
require 'bigdecimal'
require 'bigdecimal/util'
require 'set'
require 'stringio'
require 'timeout'

module KineticTask
  module Utils
    # The self of an expression. A template may call anything that Object offers; what it assigns or defines here is
    # gone with the evaluation.
    class Binder
      def inspect
        '#<KineticTask::Utils::Binder>'
      end
      alias to_s inspect

      private

      # Source that may not stand in a method; constants and classes of it belong to this binder alone. Its first line
      # is ours and has the number 0.
      def evaluate_source(source)
        instance_eval(source, 'template', 0)
      end
    end

    # ERB that writes into the buffer which the caller hands in (Buffer#<< is defined in Java).
    class Template < ERB
      def set_eoutvar(compiler, eoutvar = '_erbout')
        compiler.put_cmd = "#{eoutvar}.<<"
        compiler.insert_cmd = "#{eoutvar}.<<"
        compiler.pre_cmd = []
        compiler.post_cmd = [eoutvar]
      end

      def self.source(text)
        new(text).src
      end

      def self.xml_source(text)
        Markup.new(text).src
      end
    end

    # The same for text that is XML: what tags put in is escaped (Buffer#xml is defined in Java).
    class Markup < Template
      def set_eoutvar(compiler, eoutvar = '_erbout')
        super
        compiler.insert_cmd = "#{eoutvar}.xml"
      end
    end
  end
end

module Arbor
  def self.to_utf8(text)
    text.encode(Encoding::UTF_8, invalid: :replace, undef: :replace)
  end

  # Why the rest of this file exists: see package-info.java, "What an expression may not do".
  def self.refuse(owner, *names)
    names.each do |name|
      next unless owner.method_defined?(name) || owner.private_method_defined?(name)

      called = owner.singleton_class? ? "#{owner.inspect[/#<Class:(.*)>/, 1]}.#{name}" : name
      owner.send(:define_method, name) do |*_arguments, &_block|
        raise SecurityError, "Expected an expression to compute a value, but it called '#{called}'."
      end
    end
  end
end

module Arbor
  # Called once when everything is loaded: from here on there is no way from Ruby into Java.
  def self.seal
    # These start a thread, or load through Java, at their first use.
    Timeout.timeout(5) { 1 }
    SecureRandom.uuid
    Time.parse('2020-01-01T00:00:00Z')

    refuse(Kernel, :exec, :fork, :spawn, :system, :`, :trap, :at_exit, :set_trace_func, :syscall)
    refuse(Kernel.singleton_class, :exec, :fork, :spawn, :system, :`, :trap, :at_exit, :set_trace_func, :syscall)
    refuse(Process.singleton_class, :exec, :fork, :spawn, :kill, :daemon, :abort, :setrlimit, :setuid, :setgid)
    refuse(IO.singleton_class, :popen)
    refuse(Signal.singleton_class, :trap)
    refuse(Thread.singleton_class, :new, :start, :fork, :handle_interrupt, :abort_on_exception=)
    refuse(Thread, :kill, :exit, :terminate)
    refuse(Thread.singleton_class, :kill, :exit)
    refuse(Fiber.singleton_class, :new, :schedule)
    refuse(ObjectSpace.singleton_class, :define_finalizer)

    # The other threads belong to other evaluations.
    Thread.define_singleton_method(:list) { [Thread.current] }

    %i[java javax javafx com org java_import import include_package include_class].each do |name|
      Object.send(:undef_method, name) if Object.method_defined?(name) || Object.private_method_defined?(name)
    end
    %i[Java JavaUtilities JRuby JavaPackage].each do |name|
      Object.send(:remove_const, name) if Object.const_defined?(name, false)
    end
  end
end
